/** Simulated cameras for tests: MJPEG, RTSP and transport streams over loopback, with the faults of real ones. */
package dev.hawkeye.testing.cameras;
