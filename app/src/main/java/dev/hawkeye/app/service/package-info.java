/** The long-running commands: {@code run} for all services in one process, and one command for each service. */
package dev.hawkeye.app.service;
