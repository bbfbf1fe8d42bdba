package io.pardotroutes.account;

import java.util.List;

/**
 * What a look at an account has found.
 *
 * @param found one line for each thing that is as it should be
 * @param problems one line for each thing that would keep events from where they belong, with what to do
 */
public record AccountReport(List<String> found, List<String> problems) {}
