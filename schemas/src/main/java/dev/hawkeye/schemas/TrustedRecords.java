package dev.hawkeye.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/** Avro makes instances only of classes that it is told to trust: our records, for the whole process. */
public final class TrustedRecords {
    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                candidate -> candidate.getPackageName().startsWith("dev.hawkeye.")));
    }

    private TrustedRecords() {}

    /** Must be called before the first record is read or written; calling it again does nothing. */
    public static void trust() {
        // The class is initialized now.
    }
}
