package dev.hawkeye.commandline;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.UUID;

/**
 * Folders into which nobody but this user can have put anything, although others can write beside them: native libraries are
 * run from them.
 */
final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final int STICKY = 01000;

    private PrivateFolder() {}

    /**
     * Makes the folder with mode 0700, or takes the one that is there.
     *
     * @return {@code folder}
     * @throws IOException when it is a link or no folder, belongs to somebody else, or others could or can write to it
     */
    static Path open(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return Files.createDirectories(folder);
        }
        Files.createDirectories(folder.getParent());
        try {
            make(folder);
        } catch (FileAlreadyExistsException e) {
            check(folder);
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
        checkAbove(folder);
        return folder;
    }

    /** Makes a folder that was not there before. */
    static Path make(Path folder) throws IOException {
        FileAttribute<?>[] mode = isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        return Files.createDirectory(folder, mode);
    }

    private static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void check(Path folder) throws IOException {
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()) {
            throw new IOException(folder + " is no folder");
        }
        if (!found.owner().equals(thisUser(folder.getParent()))) {
            throw new IOException(folder + " belongs to " + found.owner().getName());
        }
        if (found.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || found.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(folder + " can be written by others");
        }
    }

    /** Whoever can write to a folder above can put another one in its place, unless that is sticky as /tmp is. */
    private static void checkAbove(Path folder) throws IOException {
        for (Path above = folder.toRealPath().getParent(); above != null; above = above.getParent()) {
            int mode = (Integer) Files.getAttribute(above, "unix:mode");
            boolean openToAll = PosixFilePermissions.toString(Files.getPosixFilePermissions(above))
                            .charAt(7)
                    == 'w';
            if (openToAll && (mode & STICKY) == 0) {
                throw new IOException(above + " can be written by everybody");
            }
        }
    }

    /** The user's name need not be known to the system, so it is asked who owns what this process makes. */
    private static UserPrincipal thisUser(Path where) throws IOException {
        Path probe = make(where.resolve("hawkeye-" + UUID.randomUUID()));
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
