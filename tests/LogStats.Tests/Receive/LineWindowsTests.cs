using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Receive;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Receive;

/// <summary>Lines are cut into runs of one window, as each line alone would have it.</summary>
public sealed class LineWindowsTests
{
    private static readonly DateTime s_now = new(2025, 11, 29, 12, 0, 0);

    private static readonly string[] s_samples =
    [
        "203.0.113.9 - - [29/Nov/2025:10:19:59 +0600] \"GET /api/v1/x HTTP/1.1\" 200 512",
        "203.0.113.9 - - [29/Nov/2025:10:20:00 +0600] \"GET / HTTP/2.0\" 499 0 \"-\" \"Mozilla/5.0\"",
        "203.0.113.9 - a[b [29/Nov/2025:10:20:00 +0600] \"GET /[29/Nov/2025:11:20:00 HTTP/2.0\" 499 0",
        "{\"time_local\":\"29/Nov/2025:10:20:04 +0600\",\"status\":200}",
        "{\"time\":\"2025-11-29T10:20:04.123Z\",\"b\":\"[29/Nov/2025:11:20:00\"}",
        "2025/11/29 10:20:05 [error] 123#0: *5 connect() to [01/Jan/1999:00:00:00 failed",
        "2025-11-29T10:20:05+02:00 host app: hello",
        "2025-11-29T10:20:05+02:00 host app: [29/Nov/2025:10:20:05 +0600] hello",
        "2025-11-29 10:39:59,999 INFO [x] hello",
        "Nov 29 10:20:05 host app[1]: hello",
        "<190>Nov 29 10:20:05 host app: hello",
        "level=info ts=2025-11-29T10:20:04.5Z msg=x",
        "1764411604.123    200 10.0.0.1 TCP_MISS/200",
        "no time at all",
        "",
    ];

    /// <summary>Mutated lines in any order; a digit of a good one is changed most often, which is how times differ.</summary>
    private static Gen<byte[][]> Logs { get; } = Gen.Choose(1, 25).SelectMany(static count => Gen.Frequency(
        (3, Mutations.Of(s_samples)), (4, Gen.Elements(s_samples).Select(Encoding.UTF8.GetBytes)), (3, Digit())).ArrayOf(count));

    [Fact]
    public void It_is_what_each_line_alone_would_have() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true),
        Prop.ForAll(Logs.ToArbitrary(), static lines =>
        {
            byte[] bytes = [.. lines.SelectMany(static line => (byte[])[.. line, (byte)'\n'])];
            List<LineRun> runs = [];
            new LineWindows(WindowLength.Usual).Split(bytes, s_now, runs);
            List<long> windows = [];
            int at = 0;
            foreach (LineRun run in runs)
            {
                Assert.Equal(at, run.Start);
                Assert.Equal(run.Lines, bytes.AsSpan(run.Start, run.Length).Count((byte)'\n'));
                windows.AddRange(Enumerable.Repeat(run.Window, run.Lines));
                long[] times = [.. lines.Skip(windows.Count - run.Lines).Take(run.Lines).Select(Alone)];
                Assert.Equal((times.Min(), times.Max()), (run.First, run.Last));
                at += run.Length;
            }

            Assert.Equal(bytes.Length, at);
            Assert.Equal(lines.Select(static line => Alone(line) is >= 0 and long time ? time - (time % 1200) : LineWindows.Untimed), windows);
        }));

    [Fact]
    public void One_is_used_for_one_batch_after_another() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true),
        Prop.ForAll(Logs.ArrayOf(3).ToArbitrary(), static batches =>
        {
            LineWindows used = new(WindowLength.Usual);
            DateTime now = new(2025, 12, 31, 23, 59, 0);
            foreach (byte[][] lines in batches)
            {
                byte[] bytes = [.. lines.SelectMany(static line => (byte[])[.. line, (byte)'\n'])];
                List<LineRun> runs = [];
                List<LineRun> anew = [];
                used.Split(bytes, now, runs);
                new LineWindows(WindowLength.Usual).Split(bytes, now, anew);
                Assert.Equal(anew.Select(static run => (run.Window, run.Lines, run.First)), runs.Select(static run => (run.Window, run.Lines, run.First)));
                now = now.AddDays(200);
            }
        }));

    [Theory]
    [InlineData("10:19:59.999", "10:20:00.000", 2)]
    [InlineData("10:00:00", "10:19:59", 1)]
    [InlineData("10:59:59", "11:00:00", 2)]
    [InlineData("23:59:59", "00:00:00", 2)]
    public void A_window_ends_where_the_next_begins(string first, string second, int runs)
        => Assert.Equal(runs, Runs($"2025-11-29T{first} a\n2025-11-29T{second} b\n").Count);

    [Fact]
    public void A_last_line_without_an_end_is_a_line()
    {
        LineRun run = Runs("2025-11-29T10:00:00 a\n2025-11-29T10:00:00").Single();

        Assert.Equal((2, 41), (run.Lines, run.Length));
    }

    [Theory]
    [InlineData(20, "2025-11-29T10:25:00", "25112910_20-39")]
    [InlineData(1, "2025-11-29T10:25:00", "25112910_25-25")]
    [InlineData(60, "2025-11-29T10:25:00", "25112910_00-59")]
    [InlineData(120, "2025-11-29T11:25:00", "25112910_10h-11h")]
    [InlineData(1440, "2025-11-29T10:25:00", "25112900_00h-23h")]
    public void A_window_has_its_name(int minutes, string time, string name)
    {
        List<LineRun> runs = [];
        WindowLength length = WindowLength.Of(TimeSpan.FromMinutes(minutes));
        new LineWindows(length).Split(Encoding.ASCII.GetBytes(time + " x\n"), s_now, runs);

        Assert.Equal(name, length.Text(new DateTime(runs.Single().Window * TimeSpan.TicksPerSecond)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(300)]
    [InlineData(2880)]
    public void A_window_that_does_not_divide_is_none(int minutes)
        => Assert.Contains("length of a window", Assert.Throws<Faults.LogStatsException>(() => WindowLength.Of(TimeSpan.FromMinutes(minutes))).Message, StringComparison.Ordinal);

    private static List<LineRun> Runs(string lines)
    {
        List<LineRun> runs = [];
        new LineWindows(WindowLength.Usual).Split(Encoding.ASCII.GetBytes(lines), s_now, runs);
        return runs;
    }

    private static long Alone(byte[] line) => StampFinder.Find(line, s_now) is { Kind: not StampKind.None } stamp ? stamp.Seconds : -1;

    private static Gen<byte[]> Digit() =>
        from sample in Gen.Elements(s_samples)
        from place in Gen.Choose(0, 1000)
        from digit in Gen.Choose(0, 9)
        select Encoding.UTF8.GetBytes(Changed(sample, place, digit));

    private static string Changed(string sample, int place, int digit)
    {
        int[] digits = [.. Enumerable.Range(0, sample.Length).Where(index => char.IsAsciiDigit(sample[index]))];
        return digits.Length == 0 ? sample : sample.Remove(digits[place % digits.Length], 1).Insert(digits[place % digits.Length], digit.ToString(CultureInfo.InvariantCulture));
    }
}
