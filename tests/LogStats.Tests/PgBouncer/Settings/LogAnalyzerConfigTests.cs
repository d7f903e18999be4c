using System.Collections;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer.Settings;

/// <summary>The LogAnalyzer.json of the program that this replaces, as parameters.</summary>
public sealed class LogAnalyzerConfigTests : IDisposable
{
    private const string Settings =
        """
        {
          "configuration": {
            "dateTimeFormat": "%Y-%m-%d %H:%M:%S",
            "windowDateTimeFormat": "%H:%M:%S",
            "windowOpenServiceDateTime": "08:00:00",
            "windowCloseServiceDateTime": "19:00:00",
            "timeToSendEmailInformation": "19:00:00",
            "trailingDelay": 1.0,
            "alertingEmail": { "emailFrom": "pgb@example.org", "emailTo": "dba@example.org", "emailServer": "localhost" }
          },
          "file": {
            "fileName": "/var/log/postgresql/pgbouncer.log",
            "logFileDateTimeFormat": "%Y-%m-%d %H:%M:%S.%f",
            "regexp": {
              "iterLines": "(?P<lineLogTime>.+) (?P<linePid>\\d+) LOG",
              "iterLinesDetailStats": "Stats",
              "iterLinesDetailLogin": "login"
            },
            "usersToWatchAndThresholdInMinutes": "postgres:1,poc:5",
            "alertingType": "print|email",
            "alertingToUse": "email"
          }
        }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_key_has_its_parameter_or_its_warning()
    {
        LogStatsConfig config = Read(Settings);

        Assert.Equal(LogStatsConfigKind.PgBouncerJson, config.Kind);
        Assert.Equal(["CloseAt", "Interval", "OpenAt", "Path", "ReportAt", "Threshold"], config.Parameters.Keys.Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal("/var/log/postgresql/pgbouncer.log", config.Parameters["Path"]);
        Assert.Equal((TimeSpan.FromHours(8), TimeSpan.FromHours(19), TimeSpan.FromHours(19), TimeSpan.FromSeconds(1)),
            (config.Parameters["OpenAt"], config.Parameters["CloseAt"], config.Parameters["ReportAt"], config.Parameters["Interval"]));
        Hashtable thresholds = Assert.IsType<Hashtable>(config.Parameters["Threshold"]);
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), 2), (thresholds["postgres"], thresholds["poc"], thresholds.Count));
        Assert.Equal(("pgb@example.org", "dba@example.org", "localhost"),
            (config.ReportParameters["From"], config.ReportParameters["To"], config.ReportParameters["ComputerName"]));
        string file = _folder.File("LogAnalyzer.json");
        Assert.Equal(
            [
                $"Line 3 of '{file}': configuration.dateTimeFormat is left out",
                $"Line 13 of '{file}': file.logFileDateTimeFormat is left out",
                $"Line 15 of '{file}': file.regexp.iterLines is left out",
                $"Line 16 of '{file}': file.regexp.iterLinesDetailStats is left out",
                $"Line 17 of '{file}': file.regexp.iterLinesDetailLogin is left out",
                $"Line 20 of '{file}': file.alertingType is left out",
            ],
            config.Warnings.Select(warning => warning.Split(": ")[0] + ": " + warning.Split(": ")[1]));
    }

    [Fact]
    public void Who_prints_gets_no_mail() => Assert.Empty(Read(Settings.Replace("\"alertingToUse\": \"email\"", "\"alertingToUse\": \"print\"", StringComparison.Ordinal)).ReportParameters);

    [Fact]
    public void An_unknown_key_is_a_warning_with_its_line()
        => Assert.Contains(Read(Settings.Replace("\"trailingDelay\"", "\"trailingDelya\"", StringComparison.Ordinal)).Warnings,
            warning => warning == $"Line 8 of '{_folder.File("LogAnalyzer.json")}': there is no setting 'configuration.trailingDelya'.");

    [Theory]
    [InlineData("\"08:00:00\"", "\"19:00:00\"", 6, "configuration.windowCloseServiceDateTime")]
    [InlineData("\"08:00:00\"", "\"8 o'clock\"", 5, "configuration.windowOpenServiceDateTime")]
    [InlineData("\"08:00:00\"", "8", 5, "configuration.windowOpenServiceDateTime")]
    [InlineData("\"%H:%M:%S\"", "\"%Hh\"", 4, "configuration.windowDateTimeFormat")]
    [InlineData("postgres:1,poc:5", "postgres:soon", 19, "'postgres:soon' is not a user")]
    [InlineData("postgres:1,poc:5", "postgres", 19, "'postgres' is not a user")]
    [InlineData("postgres:1,poc:5", "postgres:0", 19, "'postgres'")]
    [InlineData("postgres:1,poc:5", "postgres:660", 19, "'postgres'")]
    [InlineData("1.0", "\"often\"", 8, "configuration.trailingDelay")]
    [InlineData("\"emailTo\": \"dba@example.org\", ", "", 21, "emailTo")]
    [InlineData("\"file\": {", "\"file\": [", 21, "no JSON")]
    public void What_cannot_be_names_key_and_line(string old, string replaced, int line, string named)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => Read(Settings.Replace(old, replaced, StringComparison.Ordinal)));

        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Line {(named == "no JSON" ? fault.Message.Split(' ')[1] : $"{line}")} of '", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_over_midnight_is_taken_over_though_the_original_could_not()
    {
        Hashtable parameters = Read(Settings.Replace("\"08:00:00\"", "\"22:00:00\"", StringComparison.Ordinal)).Parameters;
        Assert.Equal((TimeSpan.FromHours(22), TimeSpan.FromHours(19)), (parameters["OpenAt"], parameters["CloseAt"]));
    }

    private LogStatsConfig Read(string settings) => LogStatsConfig.Read(_folder.Write("LogAnalyzer.json", settings));
}
