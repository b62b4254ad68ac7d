/**
 * The reports of {@code hawkeye model}: inspection, evaluation and benchmark of model files, as tables and as JSON.
 * Knows models and pictures, but no topics.
 */
package dev.hawkeye.models;
