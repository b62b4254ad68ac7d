package dev.hawkeye.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/** Lets Avro instantiate our records, for the whole process: it instantiates only classes that it trusts. */
public final class TrustedRecords {
    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                candidate -> candidate.getPackageName().startsWith("dev.hawkeye.")));
    }

    private TrustedRecords() {}

    /** Call before the first record is read or written; further calls do nothing. */
    public static void trust() {
        // The call initializes the class.
    }
}
