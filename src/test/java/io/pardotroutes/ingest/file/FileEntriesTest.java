package io.pardotroutes.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.event.EventReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileEntriesTest {

  private static final String GOOD = "{\"batch\":[{\"type\":\"identify\",\"userId\":\"ü\\\"1\"},[1,\"]\"],null],\"context\":{\"a\":{}}}\n"
      + "userId,email\n\"a,\"\"b\",c\n\"d\ne\",f\n";
  private static final byte[] SPICE = {'"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\r', 0, (byte) 0xC0, (byte) 0xED, (byte) 0xFF, 0x1f, ' '};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"x.json", "x.jsonl", "x.csv", "x.gz"})
  void garbageIsRejectedOrUnreadableAndNeverAnotherError(String name) throws IOException {
    Random random = new Random(20261124);
    EventReader reader = new EventReader(Clock.systemUTC());
    int read = 0;
    for (int round = 0; round < 500; round++) {
      Path file = Files.write(folder.resolve(name), garbage(random, name));
      try (InboxFile entries = new InboxFile(file, "", reader, FileInput.entries(file), rejected(), -1)) {
        while (entries.hasNext()) {
          read += entries.next().invalid().size();
          entries.confirm();
        }
      } catch (UnreadableFile | IOException unreadable) {
        assertThat(unreadable.getMessage()).isNotBlank();
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void aLineOfExactlyTheLimitIsTakenAndOneByteMoreIsNot() throws IOException {
    String start = "{\"userId\":\"u\",\"p\":\"";
    String line = start + "x".repeat(FileEntry.LIMIT - start.length() - 2) + "\"}";
    Path file = Files.writeString(folder.resolve("limit.jsonl"), line + "\r\n" + line + " \n" + line);

    List<String> problems = new ArrayList<>();
    try (FileEntries entries = FileInput.entries(file)) {
      for (FileEntry entry = entries.next(); entry != null; entry = entries.next()) {
        problems.add(entry.problem());
      }
    }

    assertThat(problems).containsExactly(null, FileEntry.TOO_LONG, null);
  }

  @Test
  void afterAQuoteThatIsNeverClosedTheNextLinesAreRead() throws IOException {
    StringBuilder csv = new StringBuilder("userId,email\n1,\"never closed\n");
    for (int i = 2; i <= 5_000; i++) {
      csv.append(i).append(",a@example.com\n");
    }
    Path file = Files.writeString(folder.resolve("quote.csv"), csv);

    List<Long> problems = new ArrayList<>();
    long count = 0;
    try (FileEntries entries = FileInput.entries(file)) {
      for (FileEntry entry = entries.next(); entry != null; entry = entries.next()) {
        count++;
        if (entry.problem() != null) {
          problems.add(entry.number());
        }
      }
    }

    assertThat(count).isEqualTo(5_000);
    assertThat(problems).containsExactly(2L);
  }

  private RejectedLines rejected() throws IOException {
    return new RejectedLines(new InboxPath(folder.resolve("inbox")), "x");
  }

  /** Of what such a file holds, cut short and with some bytes changed; a file of JSON has one value. */
  private static byte[] garbage(Random random, String name) {
    int table = GOOD.indexOf("userId,");
    String good = name.equals("x.csv") ? GOOD.substring(table) : name.equals("x.json") ? GOOD.substring(0, table) : GOOD;
    byte[] whole = good.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(whole, whole.length - random.nextInt(20));
    for (int changes = random.nextInt(6); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = SPICE[random.nextInt(SPICE.length)];
    }
    return bytes;
  }
}
