/**
 * The documents: references that are written from what they describe, and that every document can be found. A reference
 * that no longer says what the code says fails its test, which names the command that writes it again.
 */
package dev.hawkeye.app.docs;
