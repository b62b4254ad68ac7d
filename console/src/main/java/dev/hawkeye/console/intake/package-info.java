/**
 * From topics into the state: tails that read without a group, the bounds of every record, and the changes that each
 * record makes. Publishes live updates; knows no routes.
 */
package dev.hawkeye.console.intake;
