using LogStats.PgBouncer;

namespace LogStats.Tests.PgBouncer;

/// <summary>What the program that this replaces got wrong, one by one, as far as reading and adding up go.</summary>
public sealed class OriginalBugsTests
{
    [Fact]
    public void A_login_attempt_that_failed_is_not_only_counted_as_a_login()
    {
        string log = PgBouncerLog.Client + "shop/app@10.0.0.1:1 login attempt: db=shop user=app tls=no\n"
            + PgBouncerLog.Client + "shop/app@10.0.0.1:1 closing because: password authentication failed (age=0s)\n"
            + PgBouncerLog.Client + "shop/app@10.0.0.1:2 login attempt: db=shop user=app tls=no\n"
            + PgBouncerLog.Client + "shop/app@10.0.0.1:2 closing because: client close request (age=75s)\n";
        PgBouncerSummary total = PgBouncerLog.Measure(log).Total;
        Assert.Equal((2, 1, 1, 75d), (total.Logins, total.LoginsFailed, total.Sessions, total.SessionTime.TotalSeconds));
        Assert.Equal((1, 0), (total.SessionsUnder5m, total.SessionsUnder1s));
    }

    /// <summary>By what is configured to be logged there is one line of it, or two.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_client_that_asks_for_an_unknown_database_is_counted_once(bool connections, bool disconnections)
    {
        string log = (connections ? PgBouncerLog.Client + "(nodb)/app@10.0.0.1:1 login failed: db=nope user=app\n" : "")
            + (disconnections ? PgBouncerLog.Client + "(nodb)/app@10.0.0.1:1 closing because: no such database: nope (age=0s)\n" : "");
        PgBouncerStatistics result = PgBouncerLog.Measure(log, [PgBouncerGroup.Database], [PgBouncerGroup.User]);
        Assert.Equal(1, result.Total.LoginsFailed);
        Assert.Equal(("nope", 1), (result.Groupings[0].Rows[0].Database, result.Groupings[0].Rows[0].LoginsFailed));
        Assert.Equal(("app", 1), (result.Groupings[1].Rows[0].UserName, result.Groupings[1].Rows[0].LoginsFailed));
    }

    /// <summary>The report of the original over its own sample: 41, 17628, 7835 and 0.0696525.</summary>
    [Fact]
    public void Its_averages_are_given_as_it_gives_them_and_weighted_as_well()
    {
        PgBouncerSummary total = PgBouncerLog.Measure(
            "2017-12-03 19:15:39.003 7298 LOG Stats: 40 req/s, in 17628 b/s, out 7835 b/s,query 69652 us\n"
            + "2017-12-03 19:16:39.003 7298 LOG Stats: 43 req/s, in 17629 b/s, out 7835 b/s,query 69653 us\n").Total;
        Assert.Equal((41, 17628, 7835), (total.QueriesPerSecond, total.InBytesPerSecond, total.OutBytesPerSecond));
        Assert.Equal(69652.5, total.MeanQueryTime!.Value.TotalMicroseconds);
        Assert.Equal(Math.Floor(((40d * 69652) + (43d * 69653)) / 83 * 10) / 10, total.QueryTime!.Value.TotalMicroseconds);
        Assert.Equal((40 + 43) * 60, total.Queries);
        Assert.Null(total.XactTime);
    }

    [Fact]
    public void A_busy_minute_weighs_more_than_an_idle_one()
    {
        string stats(int queries, int micros) => PgBouncerLog.Head
            + $"stats: {queries} xacts/s, {queries} queries/s, in 1 B/s, out 1 B/s, xact {micros} us, query {micros} us, wait {micros} us\n";
        PgBouncerSummary total = PgBouncerLog.Measure(stats(999, 100) + stats(1, 1100)).Total;
        Assert.Equal((101d, 600d), (total.QueryTime!.Value.TotalMicroseconds, total.MeanQueryTime!.Value.TotalMicroseconds));
    }

    [Fact]
    public void The_first_and_last_login_of_each_account_are_kept()
    {
        string login(string time, string user) => $"2026-05-01 {time}.000 UTC [1] LOG C-0x1: shop/{user}@10.0.0.1:1 login attempt: db=shop user={user} tls=no\n";
        PgBouncerStatistics result = PgBouncerLog.Measure(login("08:00:00", "a") + login("09:00:00", "b") + login("10:00:00", "a"), [PgBouncerGroup.User]);
        PgBouncerSummary row = result.Groupings[0].Rows[0];
        Assert.Equal(("a", 2, 8, 10), (row.UserName, row.Logins, row.FirstLogin!.Value.Hour, row.LastLogin!.Value.Hour));
    }

    [Fact]
    public void Reasons_are_told_apart_without_what_a_client_asked_for()
    {
        string error(string text) => PgBouncerLog.Head.Replace("LOG", "WARNING", StringComparison.Ordinal) + $"C-0x1: (nodb)/a@10.0.0.1:1 pooler error: {text}\n";
        PgBouncerStatistics result = PgBouncerLog.Measure(
            error("no such database: a") + error("no such database: b") + error("query timeout"), [PgBouncerGroup.Type, PgBouncerGroup.Reason]);
        Assert.Equal(["PoolerError, no such database", "PoolerError, query timeout"], result.Groupings[0].Rows.Select(row => row.Name));
    }
}
