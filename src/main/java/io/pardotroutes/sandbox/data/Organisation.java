package io.pardotroutes.sandbox.data;

import io.pardotroutes.sandbox.wire.Refused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that the sandbox holds as Pardot: settings, custom fields (shared by all units) and business units. */
public final class Organisation {
  private final Clock clock;
  private final Map<String, BusinessUnit> units = new LinkedHashMap<>();
  private final List<Prospect> unclaimed = new ArrayList<>();
  private Settings settings = Settings.DEFAULT;
  private Fields fields;
  private long lastProspectId = 1000;

  /** @param clock for times, days and the ends of tokens */
  public Organisation(Clock clock) {
    this.clock = clock;
    this.fields = new Fields(now());
  }

  /** What its times are by. */
  public Clock clock() {
    return clock;
  }

  /** Seconds since 1970. */
  public long now() {
    return clock.instant().getEpochSecond();
  }

  /** As they are now. */
  public Settings settings() {
    return settings;
  }

  /** Those that a prospect of any unit can have. */
  public Fields fields() {
    return fields;
  }

  /** Those that were called or named so far. */
  public Collection<BusinessUnit> units() {
    return units.values();
  }

  /** Prospects put in place for whichever unit is called first. */
  public List<Prospect> unclaimed() {
    return unclaimed;
  }

  /** Ids grow and are never given twice, not even after {@link #clear}: an id that someone kept must not become another person. */
  public long nextProspectId() {
    return ++lastProspectId;
  }

  /** Keeps an id that was chosen from being given again. */
  public void reserveProspectId(long id) {
    lastProspectId = Math.max(lastProspectId, id);
  }

  /** The unit of that id, made if need be. Refuses as {@link #requireKnown}. */
  public BusinessUnit unit(String id) {
    requireKnown(id);
    return units.computeIfAbsent(id, this::newUnit);
  }

  /** 201 if the settings name the units and it is none of them. */
  public void requireKnown(String id) {
    Refused.when(!settings.knows(id), 201);
  }

  /** As {@link #unit}, for an API call: unclaimed prospects go to it. */
  public BusinessUnit called(String id) {
    BusinessUnit unit = unit(id);
    if (!unclaimed.isEmpty()) {
      unclaimed.forEach(unit.prospects()::add);
      unclaimed.clear();
      if (Boolean.FALSE.equals(unit.severalPerEmail()) && unit.prospects().repeatsAnEmail()) {
        unit.allowSeveralPerEmail(true);
      }
    }
    return unit;
  }

  /** Units that are there keep their mode. */
  public void change(Settings changed) {
    settings = changed;
  }

  /** Empties it and takes the settings back. */
  public void clear() {
    units.clear();
    unclaimed.clear();
    settings = Settings.DEFAULT;
    fields = new Fields(now());
  }

  private BusinessUnit newUnit(String id) {
    var unit = new BusinessUnit(id);
    if (settings.multipleProspectsPerEmail() != null) {
      unit.allowSeveralPerEmail(settings.multipleProspectsPerEmail());
    }
    return unit;
  }
}
