package io.pardotroutes.pardot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The class of every code in Pardot's published list, and what the texts of failed batch records are taken for. */
class ErrorCodesTest {
  private static final PardotRequest UPDATE = new PardotRequest("update", "POST", "/api/prospect/version/4/do/update", "text/plain", "", false);

  private static PardotException of(int code) {
    return Failure.ofCode(code, 200, UPDATE, List.of(), null);
  }

  private static IntStream codes(String ranges) {
    return Stream.of(ranges.split(" ")).flatMapToInt(range -> {
      String[] ends = range.split("-");
      return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    });
  }

  @Test
  void eachCodeHasItsClass() {
    assertThat(codes("1 184")).allSatisfy(code -> assertThat(of(code)).isInstanceOf(PardotUnauthorized.class));
    assertThat(codes("66 160 164 202")).allSatisfy(code -> assertThat(of(code)).isInstanceOf(PardotRateLimited.class));
    assertThat(of(122)).isInstanceOf(PardotQuotaExhausted.class);
    assertThat(codes("62 72 84 85 116 119-121 157 168 169 183 210 211 214 244")).allSatisfy(code -> assertThat(of(code)).isInstanceOf(PardotUnavailable.class));
    assertThat(codes("3 4 9 13 14 16-18 24 35 36 39-45 47 48 50-52 54 56-58 61 64 65 68 73-75 77 79 81 86 92 93 98-102 104-109 112-115 117 125 132 "
        + "137-139 153-156 161 190 192 215 217-223 228 236 237 242 243 245 246 10000"))
        .allSatisfy(code -> assertThat(of(code)).isInstanceOf(PardotRejected.class));
    assertThat(codes("2 5-8 10-12 15 19-23 25-34 37 38 46 49 53 55 59 60 63 67 70 71 76 80 83 88-91 94-97 103 110 111 118 123 124 126 128-131 133-135 145 146 "
        + "150-152 158 159 162 163 165 166 174-178 180-182 185 188 193 194 197-199 201 203-209 216 224 226 227 231-235 239"))
        .allSatisfy(code -> assertThat(of(code)).isInstanceOf(PardotMisconfigured.class));
  }

  @Test
  void eachExceptionCarriesCodeStatusAndWords() {
    assertThat(IntStream.rangeClosed(1, 260)).allSatisfy(code -> {
      PardotException failure = of(code);
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.status()).isEqualTo(200);
      assertThat(failure.getMessage()).endsWith(" (code " + code + ", HTTP 200)").hasSizeGreaterThan(35);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {69, 78, 127, 136, 140, 179, 247, 300, 9999, 123456789})
  void anUnknownCodePassesUnlessItConcernsOneRecord(int code) {
    assertThat(of(code)).isInstanceOfSatisfying(PardotUnavailable.class, e -> {
      assertThat(e.outcomeUnknown()).isFalse();
      assertThat(e.mayBeOneRecord()).isTrue();
    });
  }

  @Test
  void someTroubleLeavesTheOutcomeUnknown() {
    assertThat(codes("119-121 183 214")).allSatisfy(code -> assertThat(((PardotUnavailable) of(code)).outcomeUnknown()).isTrue());
    assertThat(codes("62 72 84 85 116")).allSatisfy(code -> assertThat(((PardotUnavailable) of(code)).outcomeUnknown()).isFalse());
  }

  @Test
  void whatOneRecordMayHaveCausedIsTold() {
    assertThat(codes("7 10-12 13 29 32 38 55 62 71 72 84 85 90 91 150-152 166 3 4 56 10000")).allSatisfy(code -> assertThat(of(code).mayBeOneRecord()).isTrue());
    assertThat(codes("1 46 49 66 67 70 76 88 89 116 122 131 181-184 201 202 214")).allSatisfy(code -> assertThat(of(code).mayBeOneRecord()).isFalse());
  }

  @ParameterizedTest
  @CsvSource({"3,not-found", "14,not-found", "77,not-found", "79,not-found", "92,not-found", "109,not-found", "132,not-found", "192,not-found", "219,not-found",
      "242,not-found", "4,invalid-email", "13,field-invalid", "18,field-invalid", "50,field-invalid", "56,field-invalid", "57,field-invalid", "61,field-invalid",
      "10000,field-invalid", "9,refused", "54,refused", "81,refused", "125,refused"})
  void refusalsHaveAReason(int code, String reason) {
    assertThat(((PardotRejected) of(code)).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Invalid prospect email address | 4", "Invalid prospect ID | 3", "Invalid prospect fid | 77", "Invalid CRM_FID | 79",
      "A prospect with the specified email address already exists | 9", "Email address is already in use | 54", "Non-existent prospect ID; No email address provided | 14",
      "Conflicting Update | 62", "Unable to save the prospect | 85", "Invalid prospect account id | 61", "Prospect ID and FID do not match | 81",
      "Prospect is archived | 132", "Prospect record could not be found | 92", "The requested record was not found. | 109",
      "Invalid number entered for field Seats | 56", "Invalid date entered for field Since | 57", "Invalid boolean | 50", "Invalid parameter | 51",
      "Invalid parameter range | 52", "Invalid campaign ID | 38", "Invalid list ID | 55", "Invalid user ID | 10", "Invalid user email address | 11", "Invalid group ID | 12",
      "One or more required parameters are missing | 13", "One or more required parameter values are missing | 36",
      "Invalid value for profile criteria matching status | 18", "Multiple assignment targets were specified | 47", "Cannot accept both user_id and crm_owner_fid. | 125",
      "Reached the limit of how many of this type of object you may have | 67", "This API user lacks sufficient permissions | 46", "Access Denied | 49",
      "An internal error occurred, please try your request again | 183", "API request timed out. | 214", "Daily API rate limit met | 122",
      "You have exceeded your concurrent request limit | 66", "Deleted records can't be updated. Please undelete before updating. | 219",
      "Deleted records can\u2019t be updated. | 219", "A Salesforce connector was detected | 37", "A CRM connector was detected | 59",
      "One or more of the specified fields are invalid | 130", "Invalid ID | 16", "Request outdated. | 116", "INVALID PROSPECT EMAIL ADDRESS | 4"})
  void theTextOfAFailedRecordIsReadBackIntoItsCode(String text, int code) {
    PardotException failure = RecordErrors.classify(text, UPDATE);

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasSameClassAs(of(code));
    assertThat(failure.status()).isZero();
  }

  @Test
  void aValueInTheTextDoesNotStopTheDestination() {
    assertThat(RecordErrors.classify("Invalid number entered for field Seats: access denied, daily api rate limit", UPDATE).code()).isEqualTo(56);
  }

  @Test
  void anUnknownTextIsTroubleOfThisRecordThatMayPass() {
    assertThat(RecordErrors.classify("Something new", UPDATE)).isInstanceOfSatisfying(PardotUnavailable.class, e -> {
      assertThat(e.mayBeOneRecord()).isTrue();
      assertThat(e.outcomeUnknown()).isFalse();
    });
  }
}
