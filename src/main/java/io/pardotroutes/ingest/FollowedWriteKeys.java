package io.pardotroutes.ingest;

import io.pardotroutes.live.FollowedFiles;
import io.pardotroutes.live.Problem;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Keeps the write keys as {@link WriteKeyFile} has them. */
public final class FollowedWriteKeys implements FollowedFiles {

  private final Path home;
  private final WriteKeys keys;
  private final Supplier<Collection<String>> destinations;

  /** @param destinations the names that there are now */
  public FollowedWriteKeys(Path home, WriteKeys keys, Supplier<Collection<String>> destinations) {
    this.home = home;
    this.keys = keys;
    this.destinations = destinations;
  }

  @Override
  public List<Path> files() {
    return List.of(WriteKeyFile.FILE);
  }

  @Override
  public List<Problem> reread() {
    WriteKeyFile file = WriteKeyFile.read(home, keys.ofSetting().stream().map(WriteKey::name).toList(), destinations.get());
    if (file.problems().isEmpty()) {
      keys.replace(List.copyOf(file.keys().values()));
    }
    return file.problems();
  }
}
