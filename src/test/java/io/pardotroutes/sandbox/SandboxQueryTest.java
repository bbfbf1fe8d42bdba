package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code prospect/query}: criteria, pages, order and shapes. */
class SandboxQueryTest extends SandboxTest {

  @Test
  void answersNoneOneOrSeveral() {
    var none = query();
    place("[{\"email\":\"a@example.org\"}]");
    var one = query();
    place("[{\"email\":\"b@example.org\"}]");
    var two = query();

    assertThat(none.get("total_results").intValue()).isZero();
    assertThat(none.has("prospect")).isFalse();
    assertThat(one.get("prospect").isObject()).isTrue();
    assertThat(two.get("total_results").intValue()).isEqualTo(2);
    assertThat(two.get("prospect")).extracting(p -> p.get("email").textValue()).containsExactly("a@example.org", "b@example.org");
    assertThat(two.at("/prospect/0").has("campaign")).isFalse();
    assertThat(two.at("/prospect/0").has("lists")).isFalse();
  }

  @Test
  void scansInIdOrderByPages() {
    place(IntStream.range(0, 450).mapToObj(i -> "{\"email\":\"p" + i + "@example.org\",\"org_id\":\"" + i + "\"}")
        .collect(Collectors.joining(",", "[", "]")));

    var seen = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    long mark = 0;
    do {
      var page = query("output", "bulk", "fields", "id,email,org_id", "sort_by", "id", "sort_order", "ascending",
          "id_greater_than", Long.toString(mark), "limit", "200");
      assertThat(page.has("total_results")).isFalse();
      page.get("prospect").forEach(p -> seen.add(p.get("org_id").textValue()));
      sizes.add(page.get("prospect").size());
      mark = page.get("prospect").get(page.get("prospect").size() - 1).get("id").longValue();
    } while (sizes.get(sizes.size() - 1) == 200);

    assertThat(sizes).containsExactly(200, 200, 50);
    assertThat(seen).containsExactlyElementsOf(IntStream.range(0, 450).mapToObj(Integer::toString).toList());
    assertThat(query("output", "mobile").get("prospect")).hasSize(450);
    assertThat(query().get("prospect")).hasSize(200);
    assertThat(query("offset", "449").get("prospect").get("org_id").textValue()).isEqualTo("449");
  }

  @Test
  void namesFieldsAndAlwaysTheId() {
    place("[{\"email\":\"a@example.org\",\"city\":\"Rome\",\"org_id\":\"A\"}]");

    assertThat(fieldNames(query("fields", "city,org_id,nothing").get("prospect"))).containsExactly("id", "city", "org_id");
    assertThat(fieldNames(query("output", "mobile").get("prospect")))
        .containsExactlyInAnyOrder("id", "email", "first_name", "last_name", "company");
  }

  @Test
  void filtersAndSorts() {
    place("""
        [{"email":"a@example.org","score":5,"created_at":"2026-01-01 10:00:00","is_starred":1,"grade":"A","last_activity_at":"2026-03-01 00:00:00"},
         {"email":"b@example.org","score":9,"created_at":"2026-02-01 10:00:00","user_id":7,"grade":"B+"},
         {"email":"c@example.org","created_at":"2026-03-01 10:00:00","is_archived":true}]""");

    assertThat(emails("score_greater_than", "5")).containsExactly("b@example.org");
    assertThat(emails("score_equal_to", "5")).containsExactly("a@example.org");
    assertThat(emails("created_after", "2026-01-15")).containsExactly("b@example.org");
    assertThat(emails("created_before", "2026-01-15T00:00:00")).containsExactly("a@example.org");
    assertThat(emails("created_after", "today")).isEmpty();
    assertThat(emails("deleted", "true")).containsExactly("c@example.org");
    assertThat(emails("is_starred", "true")).containsExactly("a@example.org");
    assertThat(emails("assigned", "true")).containsExactly("b@example.org");
    assertThat(emails("assigned_to_user", "7")).containsExactly("b@example.org");
    assertThat(emails("last_activity_never", "true")).containsExactly("b@example.org");
    assertThat(emails("last_activity_after", "2026-02-01")).containsExactly("a@example.org");
    assertThat(emails("grade_less_than", "A-")).containsExactly("b@example.org");
    assertThat(emails("sort_by", "created_at")).containsExactly("b@example.org", "a@example.org");
    assertThat(emails("sort_by", "created_at,id", "sort_order", "ascending,descending"))
        .containsExactly("a@example.org", "b@example.org");
    assertThat(emails("sort_by", "id", "sort_order", "descending")).containsExactly("b@example.org", "a@example.org");
  }

  @ParameterizedTest
  @CsvSource({"email,a@example.org,5", "org_id,A,5", "created_after,soon,7", "limit,201,23", "limit,0,23", "offset,-1,21",
      "sort_by,size,19", "sort_order,up,20", "deleted,1,27", "is_starred,yes,25", "assigned,yes,26", "new,yes,28",
      "score_equal_to,x,29", "grade_equal_to,Z,32", "id_greater_than,x,16", "list_id,x,55", "'sort_by','a,b,c',133",
      "'sort_by','created_at,updated_at',135"})
  void refusesBadCriteria(String name, String value, int code) {
    assertThat(pardot.prospect(4, "query", name, value).code()).isEqualTo(code);
  }

  @Test
  void refusesCriteriaThatContradictEachOther() {
    assertThat(pardot.prospect(4, "query", "created_after", "2026-02-01", "created_before", "2026-01-01").code()).isEqualTo(8);
    assertThat(pardot.prospect(4, "query", "score_equal_to", "1", "score_less_than", "2").code()).isEqualTo(31);
    assertThat(pardot.prospect(4, "query", "grade_equal_to", "A", "grade_less_than", "B").code()).isEqualTo(34);
  }

  private JsonNode query(String... criteria) {
    return pardot.prospect(4, "query", criteria).json().get("result");
  }

  private List<String> emails(String... criteria) {
    JsonNode found = query(criteria).path("prospect");
    var emails = new ArrayList<String>();
    (found.isObject() ? List.of(found) : found).forEach(p -> emails.add(p.get("email").textValue()));
    return emails;
  }

  private static List<String> fieldNames(JsonNode prospect) {
    var names = new ArrayList<String>();
    prospect.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void place(String prospects) {
    assertThat(pardot.control("POST", "/sandbox/prospects", prospects).status()).isEqualTo(201);
  }
}
