package io.pardotroutes.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Secrets in files of their own, encrypted with AES-256-GCM under a nonce of 96 random bits. Each is bound to its kind and name
 * (additional data): a file that is renamed or copied over another one opens nothing. Written whole or not at all, for the
 * owner's eyes only. Several processes may use one folder.
 *
 * <p>A file is one line: {@code v1.<key id>.<nonce>.<ciphertext>}, the last two in base64url.
 *
 * @param folder made when the first secret is written
 * @param keys what they are encrypted with
 */
public record Secrets(Path folder, SecretKeys keys) {

  /** What a name may be. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,59}";

  private static final String VERSION = "v1";
  private static final Pattern LINE = Pattern.compile("v1\\.([0-9a-f]{8})\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\s*");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String LOCK = ".lock";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The kinds of secrets, each with a folder of its own. */
  public enum Kind {
    /** Set by hand, for settings: {@code {{secret:NAME}}}. */
    NAMED("named"),
    /** A destination's refresh token, by the destination's name. */
    TOKEN("tokens"),
    /** An invitation to connect a destination, by its id. */
    INVITATION("invitations");

    private final String folder;

    Kind(String folder) {
      this.folder = folder;
    }
  }

  /**
   * The secret of that kind and name; empty where there is none.
   *
   * @throws SecretUnreadable where it is damaged, was moved, or was written with another key
   */
  public Optional<String> read(Kind kind, String name) {
    try {
      return readOnce(kind, name);
    } catch (SecretUnreadable perhapsRotated) {
      return readOnce(kind, name);
    }
  }

  /** The file and its key are not read at one moment: a rotation may come between them. */
  private Optional<String> readOnce(Kind kind, String name) {
    Path file = file(kind, name);
    try {
      String line = PrivateFiles.read(file);
      return line == null ? Optional.empty() : Optional.of(decrypt(kind, name, file, line));
    } catch (IOException e) {
      throw new SecretUnreadable("the secret " + file + " can't be read; check its rights", e);
    }
  }

  /**
   * The secret of a setting.
   *
   * @throws SecretUnreadable also where there is none
   */
  public String required(String name) {
    return read(Kind.NAMED, name)
        .orElseThrow(() -> new SecretUnreadable("there is no secret " + name + "; set it: bin/pardot-routes secret set " + name));
  }

  /** Makes the key file, where one is needed and there is none; true where it did. Of several processes one does. */
  public boolean createKey() {
    return keys.create();
  }

  /** Keeps a secret in place of the one that was there. */
  public void write(Kind kind, String name, String secret) {
    Path file = file(kind, name);
    createKey();
    try (PrivateFiles.Lock lock = PrivateFiles.lock(folder, LOCK)) {
      PrivateFiles.write(file, encrypt(kind, name, secret));
    } catch (IOException e) {
      throw new SecretUnreadable("the secret " + file + " can't be written; check the space and the rights of its folder", e);
    }
  }

  /** Forgets a secret; false where there was none. */
  public boolean delete(Kind kind, String name) {
    Path file = file(kind, name);
    try (PrivateFiles.Lock lock = PrivateFiles.lock(folder, LOCK)) {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SecretUnreadable("the secret " + file + " can't be deleted; check the rights of its folder", e);
    }
  }

  /** The names of the secrets of a kind, in order. */
  public List<String> names(Kind kind) {
    Path of = folder.resolve(kind.folder);
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.matches(NAME)).sorted().toList();
    } catch (IOException e) {
      throw new SecretUnreadable("the folder " + of + " can't be read; check its rights", e);
    }
  }

  /** When a secret was written last; empty where there is none. */
  public Optional<FileTime> writtenAt(Kind kind, String name) {
    try {
      return Optional.of(Files.getLastModifiedTime(file(kind, name)));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /**
   * Encrypts everything anew: with a new key where the keys are in the key file, else with the first of
   * {@value SecretKeys#VARIABLE}. A crash in between leaves every secret readable; rotate again then.
   *
   * @return how many secrets there are
   * @throws SecretUnreadable where one can't be read: then it keeps its key, which stays
   */
  public int rotate() {
    int count = 0;
    createKey();
    try (PrivateFiles.Lock lock = PrivateFiles.lock(folder, LOCK)) {
      if (keys.inFile()) {
        keys.addNew();
      }
      for (Kind kind : Kind.values()) {
        for (String name : names(kind)) {
          PrivateFiles.write(file(kind, name), encrypt(kind, name, read(kind, name).orElseThrow()));
          count++;
        }
      }
      if (keys.inFile()) {
        keys.dropOld();
      }
      return count;
    } catch (IOException e) {
      throw new SecretUnreadable("the secrets in " + folder + " can't be written; check the space and the rights of the folder", e);
    }
  }

  /** What may fail in its own way. */
  public interface Work<T, X extends Exception> {
    /** Does it. */
    T run() throws X;
  }

  /**
   * Does something that no other process or thread may do at the same time.
   *
   * @param what names it, as a file is named
   */
  public <T, X extends Exception> T exclusively(String what, Work<T, X> work) throws X {
    try (PrivateFiles.Lock lock = PrivateFiles.lock(folder, "." + what + ".lock")) {
      return work.run();
    } catch (IOException e) {
      throw new SecretUnreadable("the folder " + folder + " can't be written; check its space and rights", e);
    }
  }

  /** @throws IllegalArgumentException where a secret can't be called so */
  public static void requireName(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("'" + name + "' is no name for a secret; use up to 60 letters, digits, '.', '_' and '-'");
    }
  }

  /** Where a secret is kept, there or not; whoever waits for a change looks at it. */
  public Path file(Kind kind, String name) {
    requireName(name);
    return folder.resolve(kind.folder).resolve(name);
  }

  private String encrypt(Kind kind, String name, String secret) {
    Map.Entry<String, SecretKey> key = keys.all().entrySet().iterator().next();
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] hidden = cipher(Cipher.ENCRYPT_MODE, key.getValue(), nonce, kind, name).doFinal(secret.getBytes(StandardCharsets.UTF_8));
      Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
      return VERSION + "." + key.getKey() + "." + text.encodeToString(nonce) + "." + text.encodeToString(hidden) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES-GCM", e);
    }
  }

  private String decrypt(Kind kind, String name, Path file, String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw damaged(file, null);
    }
    SecretKey key = keys.all().get(parts.group(1));
    if (key == null) {
      throw new SecretUnreadable("the secret " + file + " was written with another key than "
          + (keys.inFile() ? "the one in the key file" : SecretKeys.VARIABLE) + "; put that key back, or set the secret anew");
    }
    try {
      byte[] plain = cipher(Cipher.DECRYPT_MODE, key, decode(parts.group(2)), kind, name).doFinal(decode(parts.group(3)));
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw damaged(file, e);
    }
  }

  /** Of the several texts that Java reads as the same bytes (their last digit has bits to spare) only the one that is written. */
  private static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not as it was written");
    }
    return bytes;
  }

  private static SecretUnreadable damaged(Path file, Exception cause) {
    return new SecretUnreadable("the secret " + file + " is damaged or belongs elsewhere; set it anew", cause);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, Kind kind, String name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((VERSION + " " + kind.folder + "/" + name).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
