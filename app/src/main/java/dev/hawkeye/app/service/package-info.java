/** The commands that keep running: {@code run} for all services in one process, and one command for each service. */
package dev.hawkeye.app.service;
