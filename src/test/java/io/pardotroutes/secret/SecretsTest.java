package io.pardotroutes.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.secret.Secrets.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets at rest: who can open what, and what happens to files that were changed, moved or cut off. */
class SecretsTest {

  private static final String TOKEN = "5Aep861TSESvWeug_xvFHRBTTbf_YrTWgEyjBJrr";

  @TempDir
  Path home;

  private Path folder;
  private Path keyFile;
  private Secrets secrets;

  @BeforeEach
  void open() {
    folder = home.resolve("data/secrets");
    keyFile = home.resolve("secret.key");
    secrets = withKeys(null);
  }

  private Secrets withKeys(String variable) {
    return new Secrets(folder, new SecretKeys(keyFile, variable));
  }

  @Test
  void whatWasWrittenIsReadByAnotherProcess() {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    secrets.write(Kind.TOKEN, "apac", "ünïcode \n and more");

    assertThat(withKeys(null).read(Kind.TOKEN, "emea")).contains(TOKEN);
    assertThat(withKeys(null).read(Kind.TOKEN, "apac")).contains("ünïcode \n and more");
    assertThat(secrets.names(Kind.TOKEN)).containsExactly("apac", "emea");
    assertThat(secrets.read(Kind.NAMED, "emea")).isEmpty();
  }

  @Test
  void nothingOfItIsInAnyFile() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);

    for (Path file : files()) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(TOKEN, TOKEN.substring(0, 12));
    }
  }

  @Test
  void theSameSecretLooksDifferentEachTime() throws Exception {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      secrets.write(Kind.TOKEN, "emea", TOKEN);
      seen.add(Files.readString(folder.resolve("tokens/emea")));
    }

    assertThat(seen).hasSize(50);
  }

  @Test
  void filesAndFoldersAreForTheirOwnerOnly() throws Exception {
    secrets.write(Kind.NAMED, "smtp", "x");

    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
  }

  @Test
  void aChangedByteOpensNothing() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    Path file = folder.resolve("tokens/emea");
    byte[] good = Files.readAllBytes(file);

    for (int i = 0; i < good.length - 1; i++) {
      byte[] changed = good.clone();
      changed[i] = (byte) (changed[i] == 'A' ? 'B' : 'A');
      Files.write(file, changed);
      assertThatThrownBy(() -> secrets.read(Kind.TOKEN, "emea")).isInstanceOf(SecretUnreadable.class)
          .hasMessageContaining(file.toString()).hasMessageNotContaining(TOKEN);
    }
    assertThat(Files.readAllBytes(file)).hasSameSizeAs(good);
  }

  @Test
  void aFileThatIsCutOffOpensNothing() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    Path file = folder.resolve("tokens/emea");
    String good = Files.readString(file);

    for (int length : List.of(0, 1, 12, good.length() / 2, good.length() - 4)) {
      Files.writeString(file, good.substring(0, length));
      assertThatThrownBy(() -> secrets.read(Kind.TOKEN, "emea")).isInstanceOf(SecretUnreadable.class).hasMessageContaining("damaged");
    }
  }

  @Test
  void oneDestinationsFileOpensNothingInAnothersPlace() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    secrets.write(Kind.TOKEN, "apac", "another");
    Files.copy(folder.resolve("tokens/emea"), folder.resolve("tokens/apac"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectories(folder.resolve("named"));
    Files.copy(folder.resolve("tokens/emea"), folder.resolve("named/emea"));

    assertThatThrownBy(() -> secrets.read(Kind.TOKEN, "apac")).isInstanceOf(SecretUnreadable.class).hasMessageContaining("belongs elsewhere");
    assertThatThrownBy(() -> secrets.read(Kind.NAMED, "emea")).isInstanceOf(SecretUnreadable.class);
  }

  @Test
  void anotherKeyOpensNothingAndOverwritesNothing() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    String written = Files.readString(folder.resolve("tokens/emea"));

    assertThatThrownBy(() -> withKeys(SecretKeys.newKey()).read(Kind.TOKEN, "emea")).isInstanceOf(SecretUnreadable.class)
        .hasMessageContaining("another key");
    assertThat(folder.resolve("tokens/emea")).hasContent(written.strip());
  }

  @Test
  void aKeyFileThatOthersCanReadIsRefused() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> secrets.read(Kind.TOKEN, "emea")).isInstanceOf(SecretUnreadable.class).hasMessageContaining("chmod 600");
  }

  @Test
  void aKeyThatIsNoneIsNamedByItsPlaceOnly() {
    assertThatThrownBy(() -> withKeys("not-a-key").write(Kind.NAMED, "x", "y")).isInstanceOf(SecretUnreadable.class)
        .hasMessageContaining("PARDOT_SECRET_KEY").hasMessageNotContaining("not-a-key");
  }

  @Test
  void aMissingKeyFileIsNotMadeAnewToRead() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    Files.delete(keyFile);

    assertThatThrownBy(() -> secrets.read(Kind.TOKEN, "emea")).isInstanceOf(SecretUnreadable.class).hasMessageContaining("missing");
    assertThat(keyFile).doesNotExist();
  }

  @Test
  void rotationChangesTheKeyAndEveryFile() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    secrets.write(Kind.NAMED, "smtp", "password");
    String key = Files.readString(keyFile);
    String file = Files.readString(folder.resolve("tokens/emea"));

    assertThat(secrets.rotate()).isEqualTo(2);

    assertThat(Files.readString(keyFile)).isNotEqualTo(key).hasLineCount(1);
    assertThat(Files.readString(folder.resolve("tokens/emea"))).isNotEqualTo(file);
    assertThat(withKeys(null).read(Kind.TOKEN, "emea")).contains(TOKEN);
    assertThat(withKeys(null).read(Kind.NAMED, "smtp")).contains("password");
  }

  @Test
  void rotationWithKeysInTheEnvironmentGoesToTheFirst() {
    String old = SecretKeys.newKey();
    String next = SecretKeys.newKey();
    withKeys(old).write(Kind.TOKEN, "emea", TOKEN);

    assertThat(withKeys(next + "," + old).rotate()).isEqualTo(1);

    assertThat(withKeys(next).read(Kind.TOKEN, "emea")).contains(TOKEN);
    assertThatThrownBy(() -> withKeys(old).read(Kind.TOKEN, "emea")).isInstanceOf(SecretUnreadable.class);
    assertThat(keyFile).doesNotExist();
  }

  @Test
  void aRotationThatFailsHalfWayLosesNothing() throws Exception {
    secrets.write(Kind.NAMED, "a", "first");
    secrets.write(Kind.NAMED, "c", "third");
    Files.writeString(folder.resolve("named/b"), "no secret at all");

    assertThatThrownBy(() -> secrets.rotate()).isInstanceOf(SecretUnreadable.class).hasMessageContaining("named/b");

    assertThat(secrets.read(Kind.NAMED, "a")).contains("first");
    assertThat(secrets.read(Kind.NAMED, "c")).contains("third");
  }

  @Test
  void aReaderNeverSeesHalfAFile() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    Thread writer = new Thread(() -> {
      while (writing.get()) {
        secrets.write(Kind.TOKEN, "emea", TOKEN);
      }
    });
    writer.start();
    for (int i = 0; i < 500; i++) {
      assertThat(secrets.read(Kind.TOKEN, "emea")).contains(TOKEN);
    }
    writing.set(false);
    writer.join();
  }

  @Test
  void thoseWhoStartAtTheSameTimeShareOneNewKey() throws Exception {
    for (int round = 0; round < 20; round++) {
      Files.deleteIfExists(keyFile);
      List<Thread> starters = Stream.of("a", "b", "c", "d").map(name -> new Thread(() -> withKeys(null).write(Kind.NAMED, name, name))).toList();
      starters.forEach(Thread::start);
      for (Thread starter : starters) {
        starter.join();
      }

      assertThat(List.of("a", "b", "c", "d")).allSatisfy(name -> assertThat(secrets.read(Kind.NAMED, name)).contains(name));
    }
  }

  @Test
  void aRotationHindersNoReader() throws Exception {
    secrets.write(Kind.TOKEN, "emea", TOKEN);
    AtomicBoolean rotating = new AtomicBoolean(true);
    Thread rotation = new Thread(() -> {
      while (rotating.get()) {
        secrets.write(Kind.NAMED, "fleeting", "x");
        secrets.rotate();
      }
    });
    Thread deletion = new Thread(() -> {
      while (rotating.get()) {
        secrets.delete(Kind.NAMED, "fleeting");
      }
    });
    rotation.start();
    deletion.start();
    try {
      for (int i = 0; i < 3_000; i++) {
        assertThat(secrets.read(Kind.TOKEN, "emea")).contains(TOKEN);
      }
    } finally {
      rotating.set(false);
      rotation.join();
      deletion.join();
    }
    assertThat(Files.readAllLines(keyFile)).as("one key is left").hasSize(1);
  }

  @Test
  void aNameIsNoPath() {
    for (String name : List.of("../x", "a/b", "", ".hidden", "a\nb", "x".repeat(61))) {
      assertThatThrownBy(() -> secrets.write(Kind.NAMED, name, "y")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
