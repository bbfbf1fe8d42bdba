package io.pardotroutes.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Who may touch the file of a private key: a group may read it, such as the one that keeps such files; more is too much. */
public final class KeyFileRights {

  private static final Set<PosixFilePermission> TOO_MUCH =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private KeyFileRights() {}

  /** Whether others may read or write it. */
  public static boolean areTooWide(Path key) throws IOException {
    return Files.getPosixFilePermissions(key).stream().anyMatch(TOO_MUCH::contains);
  }
}
