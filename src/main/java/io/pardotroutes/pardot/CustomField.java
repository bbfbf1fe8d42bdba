package io.pardotroutes.pardot;

/**
 * A custom field of an account (Pardot API v3/v4, Custom Fields).
 *
 * @param id its API name, such as {@code org_id}
 * @param type as Pardot calls it, such as {@code Text}
 * @param multiple whether it keeps several answers
 */
public record CustomField(String id, String type, boolean multiple) {}
