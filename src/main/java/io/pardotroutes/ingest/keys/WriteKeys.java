package io.pardotroutes.ingest.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The write keys that senders may use: those of the setting, and those of the file, which may change at any time. Compares with all
 * of them in constant time, whichever is meant and however wrong it is (reference: OWASP, comparison of secrets).
 */
public final class WriteKeys {

  private record Hashed(WriteKey key, byte[] hash) {}

  private final List<WriteKey> ofSetting;
  private volatile List<Hashed> all;

  private WriteKeys(List<WriteKey> ofSetting) {
    this.ofSetting = ofSetting;
    replace(List.of());
  }

  /**
   * Reads the setting {@code pardot.http.writeKeys}.
   *
   * @param setting {@code name:key} pairs, separated by commas; empty: no sender is let in
   * @throws IllegalArgumentException where a pair has no name or no key; the text names the pair by its place, not the key
   */
  public static WriteKeys parse(String setting) {
    List<WriteKey> keys = new ArrayList<>();
    for (NamedSecrets.Entry entry : NamedSecrets.parse("pardot.http.writeKeys", setting)) {
      keys.add(new WriteKey(entry.name(), hash(entry.secret()), null, Set.of(), Set.of(), true));
    }
    return new WriteKeys(keys);
  }

  /** Those of the setting. */
  public List<WriteKey> ofSetting() {
    return List.copyOf(ofSetting);
  }

  /** Takes these in place of the file's keys so far. */
  void replace(List<WriteKey> ofFile) {
    all = Stream.concat(ofSetting.stream(), ofFile.stream()).map(key -> new Hashed(key, HexFormat.of().parseHex(key.hash()))).toList();
  }

  /** The enabled key that this is; null where it is none. Null and empty are none. */
  public WriteKey find(String key) {
    byte[] wanted = digest(key == null ? "" : key);
    WriteKey found = null;
    for (Hashed known : all) {
      boolean same = MessageDigest.isEqual(known.hash, wanted);
      found = same & known.key.enabled() ? known.key : found;
    }
    return found;
  }

  /** SHA-256 in hexadecimal digits, as {@link WriteKey#hash()} has it. */
  public static String hash(String key) {
    return HexFormat.of().formatHex(digest(key));
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
