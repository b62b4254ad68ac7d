/** What a target is to those who deliver, and what all kinds of targets share. */
package dev.hawkeye.notify.receiver;
