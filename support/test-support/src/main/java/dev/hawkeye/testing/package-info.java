/**
 * What tests and benchmarks share: small models and pictures that they know, brokers, registries and services as
 * processes, certificates. Never part of an image.
 */
package dev.hawkeye.testing;
