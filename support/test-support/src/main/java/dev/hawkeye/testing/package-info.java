/**
 * What tests and benchmarks share: small models and matching pictures; brokers, registries and services as processes;
 * certificates. Never part of an image.
 */
package dev.hawkeye.testing;
