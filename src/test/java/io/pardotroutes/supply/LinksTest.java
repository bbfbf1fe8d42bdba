package io.pardotroutes.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md and docs/ lead to what is there: in a checkout, and in the package that they are shipped in. */
class LinksTest {

  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Pattern LINK = Pattern.compile("]\\((?!\\w+:|#)([^)#]+)");
  /** Folders that are shipped under their own names, and files that are shipped beside them. */
  private static final Pattern SHIPPED = Pattern.compile("<directory>([\\w/]+)</directory><outputDirectory>\\1</outputDirectory>|<include>([\\w.]+)</include>");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(file -> file.toString().endsWith(".md"))).toList();
    }
  }

  private static List<Path> targets() throws IOException {
    return pages().stream().flatMap(page -> LINK.matcher(read(page)).results().map(found -> page.resolveSibling(found.group(1)).normalize())).toList();
  }

  @Test
  void eachLinkLeadsSomewhere() throws IOException {
    assertThat(targets()).hasSizeGreaterThan(3).allSatisfy(target -> assertThat(target).exists());
  }

  @Test
  void whatALinkLeadsToIsShippedBesideIt() throws IOException {
    List<Path> shipped = SHIPPED.matcher(read(ROOT.resolve("src/main/assembly/contents.xml"))).results()
        .map(found -> ROOT.resolve(found.group(1) == null ? found.group(2) : found.group(1))).toList();

    assertThat(pages()).allSatisfy(page -> assertThat(shipped).anyMatch(page::startsWith));
    assertThat(targets()).allSatisfy(target -> assertThat(shipped).anyMatch(target::startsWith));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
