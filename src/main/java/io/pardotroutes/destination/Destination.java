package io.pardotroutes.destination;

import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventFilter;
import io.pardotroutes.event.GroupKey;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.FieldMap;
import io.pardotroutes.prospect.MappingRules;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import io.pardotroutes.settings.Host;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A Pardot business unit that events go to, as its file in {@code config/destinations} says.
 *
 * @param name the file's name without {@code .properties}
 * @param baseUrl scheme, host and port, no path
 * @param businessUnitId 18 characters; null only on this machine
 * @param lookupField API name of the custom field that identifies a user; null where there is none
 * @param lookupByUserId the field's value is the event's userId, not the trait of the field's name
 * @param batchSize most prospects in one request, 1 to 50
 * @param batchWait how long a batch waits to fill
 * @param maxConcurrentRequests 1 to 5
 * @param campaignId campaign of prospects that are created; null for Pardot's own choice
 */
public record Destination(String name, boolean enabled, ApiVersion apiVersion, URI baseUrl, String businessUnitId,
    String lookupField, boolean lookupByUserId, EventFilter filter, int batchSize, Duration batchWait,
    int maxConcurrentRequests, OnLookupMiss onLookupMiss, OnNoIdentifier onNoIdentifier, boolean clearOnNull,
    String campaignId, FieldMap fieldMap, Auth auth) {

  /** What identity and mapping need to know of it. */
  public MappingRules mappingRules() {
    return new MappingRules(apiVersion, lookupField, lookupByUserId, onNoIdentifier, clearOnNull, campaignId);
  }

  /** The custom fields that its field map writes, by their API names. */
  public List<String> customFields() {
    return fieldMap.customFields(apiVersion);
  }

  /** The group of an event on this destination's queue: events about one prospect have one group. */
  public String groupKey(Event event) {
    return GroupKey.of(event, apiVersion.isUniqueByEmail(), lookupField, lookupByUserId, onNoIdentifier == OnNoIdentifier.MATCH_EMAIL);
  }

  /** Whether its Pardot is on this machine, as the sandbox is. */
  public boolean isLoopback() {
    return Host.isLoopback(baseUrl.getHost());
  }
}
