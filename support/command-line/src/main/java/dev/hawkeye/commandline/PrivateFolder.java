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
 * Folders that only this user can have written to, even if others can write next to them. Native libraries are loaded
 * from such folders.
 */
final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final int STICKY = 01000;

    private PrivateFolder() {}

    /**
     * Creates the folder with mode 0700, or uses the existing one.
     *
     * @return {@code folder}
     * @throws IOException when it is a link or not a folder, belongs to another user, or is or could have been written
     * by others
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

    /** Creates a folder that did not exist before. */
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
            throw new IOException(folder + " is not a folder");
        }
        if (!found.owner().equals(thisUser(folder.getParent()))) {
            throw new IOException(folder + " belongs to " + found.owner().getName());
        }
        if (found.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || found.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(folder + " is writable by others");
        }
    }

    /** Anyone who can write to a folder above could replace this one, unless that folder is sticky, like /tmp. */
    private static void checkAbove(Path folder) throws IOException {
        for (Path above = folder.toRealPath().getParent(); above != null; above = above.getParent()) {
            int mode = (Integer) Files.getAttribute(above, "unix:mode");
            boolean openToAll = PosixFilePermissions.toString(Files.getPosixFilePermissions(above))
                            .charAt(7)
                    == 'w';
            if (openToAll && (mode & STICKY) == 0) {
                throw new IOException(above + " is writable by everyone");
            }
        }
    }

    /** The system may not know the user's name, so this checks who owns a file that this process creates. */
    private static UserPrincipal thisUser(Path where) throws IOException {
        Path probe = make(where.resolve("hawkeye-" + UUID.randomUUID()));
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
