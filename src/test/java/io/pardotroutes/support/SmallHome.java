package io.pardotroutes.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home folder for tests, watched every 50 ms, with one destination on this machine unless it is removed. */
public final class SmallHome {

  public static final String SANDBOX = "baseUrl = http://localhost:8090\nauth.flow = none\n";

  private final Path folder;

  public SmallHome(Path folder) {
    this.folder = folder;
  }

  public static SmallHome in(Path folder) {
    SmallHome home = new SmallHome(folder);
    home.write("config/application.properties", "pardot.routes.watch = 50ms\n");
    home.write("config/field-map.yaml", "fields:\n  first_name: [firstName]\n");
    home.write("config/destinations/emea.properties", SANDBOX);
    home.makeFolder("routes");
    return home;
  }

  public Path folder() {
    return folder;
  }

  public void makeFolder(String name) {
    try {
      Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String file) {
    try {
      Files.delete(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void move(String from, String to) {
    try {
      Files.createDirectories(folder.resolve(to).getParent());
      Files.move(folder.resolve(from), folder.resolve(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
