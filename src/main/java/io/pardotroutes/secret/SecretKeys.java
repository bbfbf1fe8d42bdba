package io.pardotroutes.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that open secrets: of the environment variable {@value #VARIABLE}, else of a key file that only its owner may read. The
 * first one encrypts, the others still decrypt. Each is 256 bits in base64, in the variable separated by commas, in the file by
 * lines. They are read anew each time: they may be changed while the bundle runs.
 */
public final class SecretKeys {

  /** Names the environment variable. */
  public static final String VARIABLE = "PARDOT_SECRET_KEY";

  private static final int BYTES = 32;
  private static final int ID_BYTES = 4;

  private final Path file;
  private final String variable;

  /**
   * Reads nothing yet.
   *
   * @param file the key file; need not exist
   * @param variable the value of {@value #VARIABLE}; null or blank where it is not set
   */
  public SecretKeys(Path file, String variable) {
    this.file = file;
    this.variable = variable == null || variable.isBlank() ? null : variable;
  }

  /** A key for {@value #VARIABLE}. */
  public static String newKey() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** True where the keys are those of the key file. */
  public boolean inFile() {
    return variable == null;
  }

  /** Makes the key file, where one is needed and there is none; true where it did. Of several processes one does, whatever folders their secrets are in. */
  boolean create() {
    if (!inFile() || Files.exists(file)) {
      return false;
    }
    try (PrivateFiles.Lock lock = PrivateFiles.lock(file.getParent(), "." + file.getFileName() + ".lock")) {
      if (Files.exists(file)) {
        return false;
      }
      PrivateFiles.write(file, newKey() + "\n");
      return true;
    } catch (IOException e) {
      throw new SecretUnreadable("the key file " + file + " can't be made; check the rights of its folder, or set " + VARIABLE, e);
    }
  }

  /** Puts a new key before those of the key file. */
  void addNew() {
    write(newKey() + "\n" + String.join("\n", texts()) + "\n");
  }

  /** Leaves the first key alone in the key file. */
  void dropOld() {
    write(texts().get(0) + "\n");
  }

  private void write(String keys) {
    try {
      PrivateFiles.write(file, keys);
    } catch (IOException e) {
      throw new SecretUnreadable("the key file " + file + " can't be written; check the rights of its folder", e);
    }
  }

  /** The keys by their ids, the one that encrypts first. */
  Map<String, SecretKey> all() {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    for (String text : texts()) {
      byte[] bytes = decode(text);
      keys.put(id(bytes), new SecretKeySpec(bytes, "AES"));
      Arrays.fill(bytes, (byte) 0);
    }
    return keys;
  }

  private List<String> texts() {
    List<String> texts = Stream.of((inFile() ? fileText() : variable).split("[,\\s]+")).filter(text -> !text.isBlank()).toList();
    if (texts.isEmpty()) {
      throw new SecretUnreadable(place() + " has no key in it; put one there (32 random bytes in base64)");
    }
    return texts;
  }

  private String fileText() {
    try {
      String text = PrivateFiles.read(file);
      if (text == null) {
        throw new SecretUnreadable("the key file " + file + " is missing; put the one back that the secrets were written with, or set " + VARIABLE);
      }
      if (!PrivateFiles.isPrivate(file)) {
        throw new SecretUnreadable("the key file " + file + " can be read by others than its owner; chmod 600 it");
      }
      return text;
    } catch (IOException e) {
      throw new SecretUnreadable("the key file " + file + " can't be read; check its rights", e);
    }
  }

  private byte[] decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length != BYTES) {
      throw new SecretUnreadable(place() + " has a key that is not 32 bytes in base64; make one with: head -c 32 /dev/urandom | base64");
    }
    return bytes;
  }

  private String place() {
    return inFile() ? "the key file " + file : VARIABLE;
  }

  private static String id(byte[] key) {
    return HexFormat.of().formatHex(Digests.of(key), 0, ID_BYTES);
  }
}
