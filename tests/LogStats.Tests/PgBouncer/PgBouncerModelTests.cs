using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Lines;
using LogStats.PgBouncer;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer;

/// <summary>Random logs whose content is known: statistics are what plain LINQ finds, in one pass, in ranges and from records.</summary>
public sealed class PgBouncerModelTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 5, 30, 21, 0, 0, TimeSpan.Zero);

    private static readonly PgBouncerGroup[] s_kinds = Enum.GetValues<PgBouncerGroup>();

    /// <summary>None, every grouping by one and by two, and one by three.</summary>
    private static readonly PgBouncerGroup[][] s_groupings =
    [
        [], .. s_kinds.Select(one => (PgBouncerGroup[])[one]),
        .. s_kinds.SelectMany(one => s_kinds.Where(two => two != one).Select(two => (PgBouncerGroup[])[one, two])),
        [PgBouncerGroup.Hour, PgBouncerGroup.User, PgBouncerGroup.Reason],
    ];

    private static readonly string[] s_users = ["app", "x\ny", "odd user@1.2.3.4:5 z", "Zoë"];
    private static readonly string[] s_databases = ["shop", "my-db", "line\nfeed"];
    private static readonly (string Address, string Network)[] s_clients =
        [("192.0.2.4", "192.0.2.0/24"), ("192.0.2.77", "192.0.2.0/24"), ("2001:db8:5::5", "2001:db8:5::/48"), ("unix", "unix")];

    private static readonly (string Reason, bool Fails)[] s_reasons =
        [("client close request", false), ("client unexpected eof", false), ("password authentication failed", true), ("query timeout", false)];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What happened, as whoever did it knows it.</summary>
    private sealed record Deed(int Kind, int Second, int User, int Database, int Client, int Reason, int Number)
    {
        public DateTimeOffset Time => s_start.AddSeconds(Second);

        public string UserName => s_users[User];

        public string DatabaseName => s_databases[Database];

        public bool HasPeer => Kind is not 4;

        public bool IsServer => Kind is 3;

        public bool Fails => Kind == 1 && s_reasons[Reason].Fails;

        public PgBouncerEventType Type => Kind switch
        {
            0 => PgBouncerEventType.Login,
            1 => PgBouncerEventType.Close,
            2 => PgBouncerEventType.PoolerError,
            3 => PgBouncerEventType.ServerConnect,
            _ => PgBouncerEventType.Stats,
        };

        public string? ReasonText => Kind is 1 or 2 ? s_reasons[Reason].Reason : null;

        public string Line()
        {
            string address = s_clients[Client].Address;
            string peer = IsServer ? "10.0.0.9:5432" : address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:4711" : $"{address}:4711";
            string socket = $"{(IsServer ? 'S' : 'C')}-0x55a3: {DatabaseName}/{UserName}@{peer} ";
            string text = Kind switch
            {
                0 => $"{socket}login attempt: db={DatabaseName} user={UserName} tls=no",
                1 => $"{socket}closing because: {ReasonText} (age={Number}s)",
                2 => $"{socket}pooler error: {ReasonText}",
                3 => $"{socket}new connection to server",
                _ => $"stats: {Number} xacts/s, {Number + 1} queries/s, in {Number * 2} B/s, out {Number * 3} B/s, xact {Number + 5} us, query {Number + 6} us, wait {Number + 7} us",
            };
            return $"{Time:yyyy-MM-dd HH:mm:ss.fff} UTC [7] {(Kind == 2 ? "WARNING" : "LOG")} {PgBouncerLog.Written(text)}";
        }

        public string? Part(PgBouncerGroup part) => part switch
        {
            PgBouncerGroup.Day => Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            PgBouncerGroup.Hour => Time.ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture),
            PgBouncerGroup.User => HasPeer ? UserName : null,
            PgBouncerGroup.Database => HasPeer ? DatabaseName : null,
            PgBouncerGroup.Client => HasPeer && !IsServer ? s_clients[Client].Address : null,
            PgBouncerGroup.Network => HasPeer && !IsServer ? s_clients[Client].Network : null,
            PgBouncerGroup.Server => IsServer ? "10.0.0.9:5432" : null,
            PgBouncerGroup.Type => Type.ToString(),
            _ => ReasonText,
        };
    }

    private static readonly Gen<Deed[]> s_logs = (
        from kind in Gen.Choose(0, 4)
        from second in Gen.Choose(0, 4 * 3600)
        from user in Gen.Choose(0, 3)
        from database in Gen.Choose(0, 2)
        from client in Gen.Choose(0, 3)
        from reason in Gen.Choose(0, 3)
        from number in Gen.Choose(0, 100_000)
        select new Deed(kind, second, user, database, client, reason, number)).ArrayOf().Resize(60);

    [Fact]
    public void Statistics_are_those_of_plain_LINQ_in_one_pass_in_ranges_from_lines_and_from_records()
        => Always.Holds(s_logs, deeds =>
        {
            LineInput input = Input(deeds);
            PgBouncerStatistics one = PgBouncerLog.Measure(input, s_groupings);
            Check(deeds, one.Total);
            foreach (SummaryGrouping<PgBouncerSummary, PgBouncerGroup> grouping in one.Groupings)
            {
                Dictionary<string, Deed[]> expected = deeds
                    .GroupBy(deed => string.Join(", ", grouping.By.Select(part => deed.Part(part) ?? "(none)")))
                    .ToDictionary(group => group.Key, group => group.ToArray());
                Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), grouping.Rows.Select(row => row.Name).Order(StringComparer.Ordinal));
                Assert.All(grouping.Rows, row => Check(expected[row.Name], row));
            }

            string text = PgBouncerLog.Text(one);
            foreach (int ranges in (int[])[2, 3, 7])
            {
                Assert.Equal(text, PgBouncerLog.Text(PgBouncerLog.Measure(input, s_groupings, ranges: ranges)));
            }

            PgBouncerMeasure fromRecords = new(PgBouncerLog.Usual, s_groupings, PgBouncerLog.Clock);
            PgBouncerLog.Read(input, PgBouncerLog.Usual, out _).ForEach(fromRecords.Add);
            Assert.Equal(text, PgBouncerLog.Text(fromRecords.Finish()));

            PgBouncerMeasure fromLines = new(PgBouncerLog.Usual, s_groupings, PgBouncerLog.Clock);
            foreach (string line in string.Concat(deeds.Select(deed => deed.Line() + "\n")).Split('\n')[..^1])
            {
                fromLines.Line(Encoding.UTF8.GetBytes(line));
            }

            Assert.Equal(text, PgBouncerLog.Text(fromLines.Finish()));
        }, Always.Shorter, 60);

    [Fact]
    public void Statistics_of_a_part_are_those_of_the_records_of_that_part()
        => Always.Holds(s_logs, deeds =>
        {
            LineInput input = Input(deeds);
            foreach (PgBouncerFilter filter in (PgBouncerFilter[])
            [
                new() { After = s_start.AddHours(1), Before = s_start.AddHours(3) }, new() { Types = PgBouncerEventType.Login | PgBouncerEventType.Stats },
                new() { UserNames = ["x*", "APP"] }, new() { Databases = ["my-?b"] }, new() { Addresses = ["192.0.2.*", "10.*"], UserNames = ["*z"] },
            ])
            {
                PgBouncerOptions options = PgBouncerLog.Usual with { Filter = filter };
                List<PgBouncerEvent> events = PgBouncerLog.Read(input, options, out _);
                Assert.Equal(PgBouncerLog.Read(input, PgBouncerLog.Usual, out _).Where(filter.Takes).Select(JsonRow.Of), events.Select(JsonRow.Of));
                PgBouncerMeasure fromRecords = new(PgBouncerLog.Usual, s_groupings, PgBouncerLog.Clock);
                events.ForEach(fromRecords.Add);
                Assert.Equal(PgBouncerLog.Text(fromRecords.Finish()), PgBouncerLog.Text(PgBouncerLog.Measure(input, s_groupings, options, ranges: 3)));
            }
        }, Always.Shorter, 30);

    [Fact]
    public void The_reader_finds_what_was_done()
        => Always.Holds(s_logs, deeds =>
        {
            List<PgBouncerEvent> events = PgBouncerLog.Read(Input(deeds), PgBouncerLog.Usual, out _);
            Assert.Equal(
                deeds.Select(deed => (deed.Type, deed.Time, deed.Part(PgBouncerGroup.User), deed.Part(PgBouncerGroup.Database), deed.Part(PgBouncerGroup.Client), deed.ReasonText)),
                events.Select(item => (item.Type, item.Time, item.UserName, item.Database, item.ClientAddress, item.Reason)));
            Assert.Equal(events.Count, events.Select(item => item.Key).Distinct().Count());
        }, Always.Shorter, 100);

    private static void Check(Deed[] deeds, PgBouncerSummary row)
    {
        Deed[] logins = [.. deeds.Where(deed => deed.Type == PgBouncerEventType.Login)];
        Deed[] sessions = [.. deeds.Where(deed => deed.Type == PgBouncerEventType.Close && !deed.Fails)];
        Deed[] periods = [.. deeds.Where(deed => deed.Type == PgBouncerEventType.Stats)];
        Assert.Equal((deeds.Length, logins.Length, deeds.Count(deed => deed.Fails), sessions.Length),
            ((int)row.Events, (int)row.Logins, (int)row.LoginsFailed, (int)row.Sessions));
        Assert.Equal((sessions.Sum(deed => deed.Number), sessions.Select(deed => deed.Number).DefaultIfEmpty().Max()),
            ((int)row.SessionTime.TotalSeconds, (int)row.LongestSession.TotalSeconds));
        long[] ages = [row.SessionsUnder1s, row.SessionsUnder10s, row.SessionsUnder1m, row.SessionsUnder5m, row.SessionsUnder15m,
            row.SessionsUnder1h, row.SessionsUnder4h, row.SessionsUnder1d, row.SessionsLonger];
        int[] borders = [0, 1, 10, 60, 300, 900, 3600, 14400, 86400, int.MaxValue];
        Assert.Equal(ages, borders.Zip(borders.Skip(1), (from, to) => sessions.LongCount(deed => deed.Number >= from && deed.Number < to)));
        Assert.Equal((logins.Length == 0 ? null : logins.Min(deed => deed.Time), logins.Length == 0 ? null : logins.Max(deed => deed.Time)),
            (row.FirstLogin, (DateTimeOffset?)row.LastLogin));
        Assert.Equal((deeds.Count(deed => deed.Kind == 2), deeds.Count(deed => deed.Kind == 3), periods.Length),
            ((int)row.PoolerErrors, (int)row.ServerConnects, (int)row.StatsLines));
        long queries = periods.Sum(deed => deed.Number + 1L);
        Assert.Equal((periods.Sum(deed => (long)deed.Number) * 60, queries * 60), (row.Xacts, row.Queries));
        Assert.Equal(periods.Length == 0 ? null : queries / periods.Length, row.QueriesPerSecond);
        Assert.Equal(periods.Length == 0 ? null : TimeSpan.FromTicks((long)(periods.Sum(deed => (decimal)(deed.Number + 6) * (deed.Number + 1)) * 10 / queries)), row.QueryTime);
        Assert.Equal(periods.Length == 0 ? null : TimeSpan.FromTicks(periods.Sum(deed => (long)deed.Number + 6) * 10 / periods.Length), row.MeanQueryTime);
    }

    private LineInput Input(Deed[] deeds) => LineInput.File(_folder.Write("pgbouncer.log", string.Concat(deeds.Select(deed => deed.Line() + "\n"))));
}
