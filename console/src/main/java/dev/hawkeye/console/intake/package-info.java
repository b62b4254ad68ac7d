/**
 * From topics into the state: tails that read without a group, bounds that every record must keep, and what each record
 * changes. Publishes live updates; knows no routes.
 */
package dev.hawkeye.console.intake;
