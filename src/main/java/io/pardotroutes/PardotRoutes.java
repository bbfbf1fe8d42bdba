package io.pardotroutes;

public final class PardotRoutes {
  public static void main(String[] args) {}
}
