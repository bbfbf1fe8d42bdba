package io.pardotroutes.ingest.keys;

import io.pardotroutes.files.FollowedFiles;
import io.pardotroutes.files.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the write keys as {@link WriteKeyFile} has them. */
public final class FollowedWriteKeys implements FollowedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedWriteKeys.class);

  private final Path home;
  private final WriteKeys keys;
  private final Supplier<Collection<String>> destinations;
  /** From then on a destination that is taken away must not keep a key from being taken away. */
  private boolean started;

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
    List<Problem> problems = new ArrayList<>(file.problems());
    if (started) {
      file.missingDestinations().forEach(key -> LOG.warn("{}", key));
    } else {
      problems.addAll(file.missingDestinations());
    }
    if (problems.isEmpty()) {
      keys.replace(List.copyOf(file.keys().values()));
      started = true;
    }
    return problems;
  }
}
