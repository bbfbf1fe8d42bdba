package io.pardotroutes.support;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one class logs at INFO and above during a test, as an extension of it. */
public final class Log extends AbstractAppender implements BeforeEachCallback, AfterEachCallback {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private Level before;

  public Log(Class<?> of) {
    // Of two with one name the second would hear nothing.
    super("log-" + UUID.randomUUID(), null, null, true, Property.EMPTY_ARRAY);
    this.logger = (Logger) LogManager.getLogger(of);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    lines.clear();
    start();
    logger.getContext().getConfiguration().getRootLogger().addAppender(this, null, null);
    before = logger.getLevel();
    logger.setLevel(Level.INFO);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    logger.setLevel(before);
    logger.getContext().getConfiguration().getRootLogger().removeAppender(getName());
    stop();
  }

  @Override
  public void append(LogEvent event) {
    if (event.getLoggerName().equals(logger.getName())) {
      lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
    }
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  public long count(String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }
}
