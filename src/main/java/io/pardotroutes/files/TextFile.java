package io.pardotroutes.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a file as it was when read.
 *
 * @param text empty where there is a problem
 * @param problems why there is no text: missing, unreadable, no UTF-8
 */
public record TextFile(String text, List<Problem> problems) {

  /** @param file relative to the home folder, or absolute */
  public static TextFile read(Path home, Path file) {
    try {
      byte[] bytes = Files.readAllBytes(home.resolve(file));
      return new TextFile(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), List.of());
    } catch (NoSuchFileException e) {
      return broken(file, "there is no such file; put it back or name another");
    } catch (CharacterCodingException e) {
      return broken(file, "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      return broken(file, "can't be read (" + e.getClass().getSimpleName() + "); check its owner and rights");
    }
  }

  private static TextFile broken(Path file, String what) {
    return new TextFile("", List.of(new Problem(file, 0, what)));
  }
}
