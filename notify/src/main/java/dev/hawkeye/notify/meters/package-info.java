/** The metrics that alarms declare, and the meters behind them. */
package dev.hawkeye.notify.meters;
