using System.Globalization;
using LogStats.Follow;
using LogStats.PgBouncer;
using LogStats.Sinks;
using static LogStats.Tests.PgBouncer.Watch.WatchedPool;

namespace LogStats.Tests.PgBouncer.Watch;

/// <summary>Texts as LogAnalyzer wrote them, to the letter, the odd blanks too.</summary>
public sealed class OriginalTextTests : IDisposable
{
    private static readonly DateTimeOffset s_day = new(2017, 12, 3, 19, 15, 39, TimeSpan.Zero);

    private readonly WatchedPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void The_sample_of_the_original()
    {
        string log = string.Concat(Enumerable.Range(0, 55).Select(at => OldLogin(s_day.AddSeconds(at == 54 ? 38 : 3 + (at * 0.6)), "postgres", "192.168.1.16")));
        _pool.Write("2017-12-03 19:15:39.003 7298 LOG Stats: 41 req/s, in 17628 b/s, out 7835 b/s,query 69652 us\n" + log
            + "2017-12-03 19:16:39.003 7298 LOG Stats: 42 req/s, in 17629 b/s, out 7836 b/s,query 69653 us\n"
            + "2017-12-03 19:16:53.003 7298 LOG Stats: 41 req/s, in 17628 b/s, out 7835 b/s,query 69652 us\n".Replace("Stats: 41 req/s, in 17628 b/s, out 7835 b/s,query 69652 us", "got SIGHUP re-reading config", StringComparison.Ordinal));

        Assert.Equal(
            """
            Stats for running periode from 2017-12-03 19:15:39 to 2017-12-03 19:16:53 :
            Average requests by second : 41
            Average bytes IN by second : 17628
            Average bytes OUT by second : 7835
            Average request duration by second : 0.0696525

            Stats for logins, periode from 2017-12-03 19:15:39 to 2017-12-03 19:16:53 :
            Account : postgres
            First login time : 2017-12-03 19:15:42
            Last login time : 2017-12-03 19:16:17
            Number of logins : 55
            Number of logins from 192.168.1.16 : 55
            """.ReplaceLineEndings("\n"),
            new OriginalText().Of(Report()));
    }

    [Fact]
    public void Accounts_and_clients_each_in_the_order_of_their_first_login()
    {
        _pool.Write(OldLogin(s_day, "b", "10.0.0.2") + OldLogin(s_day.AddSeconds(1), "a", "10.0.0.9") + OldLogin(s_day.AddSeconds(2), "b", "10.0.0.1")
            + OldLogin(s_day.AddSeconds(3), "b", "10.0.0.2"));

        Assert.Equal(
            """
            Il n'y a pas de statistiques pour la période du 2017-12-03 19:15:39 au 2017-12-03 19:15:42

            Statistiques des connexions, période du 2017-12-03 19:15:39 au 2017-12-03 19:15:42 :
            Compte : b
            Première connexion : 2017-12-03 19:15:39
            Dernière connexion : 2017-12-03 19:15:42
            Nombre de connexions : 3
            Nombre de connexions depuis 10.0.0.2 : 2
            Nombre de connexions depuis 10.0.0.1 : 1
            Compte : a
            Première connexion : 2017-12-03 19:15:40
            Dernière connexion : 2017-12-03 19:15:40
            Nombre de connexions : 1
            Nombre de connexions depuis 10.0.0.9 : 1
            """.ReplaceLineEndings("\n"),
            new OriginalText(ReportLanguage.Fr).Of(Report()));
    }

    [Fact]
    public void Nothing_in_both_parts()
    {
        _pool.Write("2017-12-03 19:15:39.003 7298 LOG got SIGHUP re-reading config\n2017-12-03 19:16:53.003 7298 LOG got SIGHUP re-reading config\n");

        Assert.Equal(
            "There is no Stats for running periode from 2017-12-03 19:15:39 to 2017-12-03 19:16:53\n\n"
            + "There is no Stats for logins, periode from 2017-12-03 19:15:39 to 2017-12-03 19:16:53",
            new OriginalText().Of(Report()));
    }

    [Fact]
    public void Alerts_and_their_subjects()
    {
        LogAlert missing = new() { Subject = "postgres", Threshold = TimeSpan.FromMinutes(5), Time = s_day, Since = s_day.AddMinutes(-5) };
        OriginalText english = new();
        OriginalText french = new(ReportLanguage.Fr);

        Assert.Equal("User postgres no new connection since more than 5 minutes ", english.Of(missing));
        Assert.Equal("[LogAnalyzer] ALERTE concernant le compte postgres sans nouvelle connexion depuis plus de 5 minutes", french.SubjectOf(missing));
        Assert.Equal("[LogAnalyzer] Rapport de l'analyse du log de pgbouncer", french.SubjectOf(Report()));
        Assert.Equal("Start date : 2017-12-03 19:15:39 with pid : 77", english.Started(s_day, 77));
        Assert.Equal("End date : 2017-12-03 19:15:39", english.Ended(s_day));
        PgBouncerNotice notice = french.Notice(missing)!;
        Assert.Equal((missing.Id, s_day, french.Of(missing)), (notice.Id, notice.Time, notice.ToString()));
        Assert.Equal(new MailText(notice.Subject, notice.Text + "\n", false), ((IMailText)notice).GetMailText());
        Assert.Null(english.Notice(new RsyncEvent()));
    }

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(1_000_000, "1.0")]
    [InlineData(69_652, "0.069652")]
    [InlineData(5, "5e-06")]
    [InlineData(100, "0.0001")]
    public void Seconds_are_shown_as_the_original_shows_them(int micros, string shown)
    {
        _pool.Write(Stats(s_day, micros: micros));

        Assert.Contains($"duration by second : {shown}\n", new OriginalText().Of(Report()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_escape_sequences_and_line_ends_is_shown_and_not_done()
    {
        LogAlert alert = new() { Subject = "a\e[31m\r\nBcc: x", Threshold = TimeSpan.FromSeconds(90) };

        string shown = new OriginalText().Of(alert)! + new OriginalText().SubjectOf(alert);

        Assert.DoesNotContain(shown, char.IsControl);
        Assert.Contains("more than 1.5 minutes", shown, StringComparison.Ordinal);
    }

    private static string OldLogin(DateTimeOffset time, string user, string client) => string.Create(CultureInfo.InvariantCulture,
        $"{Stamp(time)} 7298 LOG C-0x1b5f2c8: postgres/{user}@{client}:51234 login attempt: db=postgres user={user} tls=no\n");

    private PgBouncerSummary Report()
    {
        _pool.Options = _pool.Options with
        {
            Thresholds = new Dictionary<string, TimeSpan>(), From = FollowStart.Beginning, Timeout = TimeSpan.Zero, ReportNow = true, Store = null,
        };
        using PgBouncerWatch watch = new(_pool.Options, _pool.Clock);
        return Assert.IsType<PgBouncerSummary>(Assert.Single(watch.Rows()));
    }
}
