using FsCheck;
using FsCheck.Fluent;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Rsync;
using LogStats.Tally;
using LogStats.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Summaries;

/// <summary>A state that is damaged, cut off, or newer is a fault that names its row, and never anything else.</summary>
public sealed class SummaryStateTests
{
    private const int CheckLength = 8;

    private static readonly string[] s_states =
    [
        .. Measured.OfElf(Measured.Elf with { Exact = true, GroupClients = true }, Always.Some(LogLines.Request, 60)).Select(State),
        .. Measured.OfElf(Measured.Elf with { Rules = new ElfRules { Patterns = [new ElfExtract("a", ["(?<pattern>.)"])] } },
            Always.Some(LogLines.Request, 2000)).Take(3).Select(State),
        .. Measured.OfRsync(new RsyncOptions(), [.. Always.Some(LogLines.Session, 5).SelectMany(static session => session)]).Select(State),
        .. Measured.OfPgBouncer(Measured.PgBouncer, Always.Some(LogLines.Pooled, 60)).Select(State),
        .. Measured.OfTstat(Measured.Tstat, Always.Some(LogLines.Flow, 60)).Select(State),
    ];

    [Fact]
    public void Changed_characters_are_always_a_fault()
        => Always.Holds(from state in Gen.Elements(s_states) from at in Gen.Choose(0, state.Length - 1) from letter in Gen.Choose(0, 0x17F)
                        select (state, at, letter), test =>
        {
            string changed = $"{test.state[..test.at]}{(char)test.letter}{test.state[(test.at + 1)..]}";
            if (Bytes(changed) is not { } bytes || !bytes.AsSpan().SequenceEqual(Convert.FromBase64String(test.state)))
            {
                AssertDamaged(changed);
            }
        }, count: 2000);

    [Fact]
    public void Every_cut_is_a_fault()
    {
        foreach (string state in s_states.Take(5))
        {
            for (int length = 0; length < state.Length; length++)
            {
                AssertDamaged(state[..length]);
            }
        }

        AssertDamaged(null);
    }

    /// <summary>Bytes changed with care, so that the check at the end holds: they are a summary or a fault.</summary>
    [Fact]
    public void What_somebody_forged_is_a_summary_or_a_fault()
    {
        int faults = 0;
        Always.Holds(from state in Gen.Elements(s_states) from changes in Gen.Choose(1, 4)
                     from places in Gen.Choose(0, 1 << 20).ArrayOf(changes)
                     from values in Gen.Elements(0, 1, 2, 0x7F, 0x80, 0xFF, 0x40).ArrayOf(changes)
                     from cut in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 200)))
                     select (state, places, values, cut), test =>
        {
            byte[] bytes = Convert.FromBase64String(test.state)[..^CheckLength];
            bytes = bytes[..Math.Max(1, bytes.Length - test.cut)];
            for (int index = 0; index < test.places.Length; index++)
            {
                bytes[test.places[index] % bytes.Length] = (byte)test.values[index];
            }

            try
            {
                ISummary read = StoredSummaries.Read(Row(Sealed(bytes)));
                _ = Measured.Shown([read, .. StoredSummaries.Merge([read, read])]);
                _ = Measured.Shown(StoredSummaries.Report([read, read], merged: false).Select(static report => (ISummary)report.Report.Total));
                _ = StoredSummaries.Read(Row(read.GetState()));
            }
            catch (LogStatsException fault) when (fault.Id == FaultId.SchemaMismatch)
            {
                faults++;
            }
        }, count: 5000);
        Assert.True(faults > 100);
    }

    /// <summary>Times beyond what a span holds, counts that run over, and no times at all where there should be some.</summary>
    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue - 1, long.MaxValue)]
    [InlineData(long.MaxValue / 1000, long.MaxValue / 2)]
    [InlineData(1, long.MaxValue)]
    public void The_greatest_latencies_are_shown_and_merged(long latency, long times)
    {
        foreach (bool exact in (bool[])[true, false])
        {
            string forged = SummaryState.Seal(Elf.ElfLayouts.Kind, 1, 0, state =>
            {
                state.Number(0);
                state.Text("all");
                SummaryParts.Write(state, [], []);
                state.Text("0 50 99.9 100");
                state.Time(null);
                state.Time(null);
                foreach (long number in (long[])[0, 0, exact ? 1 : 0, 0, times, 0, 0, 0, 0, 0, times, latency, latency, 0])
                {
                    state.Number(number);
                }

                int place = System.Numerics.BitOperations.Log2((ulong)latency | 255) - 7;
                state.Number((place << 7) + (latency >> place));
                state.Number(1);
                state.Number(times);
                if (exact)
                {
                    foreach (long number in (long[])[1, 1, latency, latency, latency, latency, times])
                    {
                        state.Number(number);
                    }
                }
            });
            ElfSummary read = (ElfSummary)StoredSummaries.Read(Row(forged));
            Assert.True(read.Max >= read.Min && read.Percentile(100) is { } most && (most - read.Max!.Value).Duration().Ticks <= TimeSpan.TicksPerMicrosecond);
            _ = Measured.Shown([read, .. StoredSummaries.Merge([read, read, read])]);
        }
    }

    [Fact]
    public void A_group_that_has_a_name_twice_is_a_fault()
        => Assert.Contains("twice", AssertDamaged(SummaryState.Seal(Elf.ElfLayouts.Kind, 1, 0, static state =>
        {
            state.Number(0);
            state.Text("x");
            SummaryParts.Write(state, ["Hour", "Hour"], ["a", "b"]);
        })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_state_of_the_future_says_so(int at)
    {
        byte[] bytes = Convert.FromBase64String(s_states[0])[..^CheckLength];
        Assert.Equal(1, bytes[at]);
        bytes[at] = 2;
        Assert.Contains("newer LogStats", AssertDamaged(Sealed(bytes)).Message, StringComparison.Ordinal);
    }

    /// <summary>What is promised of the size, of the bytes and of their base64: see docs/decisions/0016.</summary>
    [Fact]
    public void A_group_of_a_thousand_requests_takes_a_kilobyte_and_one_of_a_hundred_thousand_two()
    {
        IEnumerable<string> Lines(int count)
        {
            Random random = new(1);
            for (int index = 0; index < count; index++)
            {
                double seconds = Math.Exp((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 1.5) * 0.05;
                yield return FormattableString.Invariant(
                    $"10.0.0.{index % 200} - - [20/Nov/2026:10:00:00 +0000] \"GET /a/b HTTP/1.1\" {(index % 50 == 0 ? 404 : 200)} 1234 \"-\" \"x\" {seconds:0.000000}");
            }
        }

        int[] sizes = [.. new[] { 1, 100, 1000, 100_000 }.Select(count => State(Measured.OfElf(Measured.Elf, Lines(count))[1]).Length)];
        Assert.True(sizes[2] / 4 * 3 < 1024 && sizes[3] < 2048, string.Join(' ', sizes));
    }

    private static string State(ISummary summary) => summary.GetState();

    private static string Sealed(byte[] bytes) => Convert.ToBase64String([.. bytes, .. BitConverter.GetBytes(ByteHash.Of(bytes))]);

    private static byte[]? Bytes(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static StoredSummary Row(string? state) => new("stats.db", "web", new SummaryKey(7, "", "Day=2026-11-20", 1, 0), state);

    private static LogStatsException AssertDamaged(string? state)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => StoredSummaries.Read(Row(state)));
        Assert.Equal(FaultId.SchemaMismatch, fault.Id);
        Assert.Contains("source 7, window '', group 'Day=2026-11-20' in the table 'web' of 'stats.db'", fault.Message, StringComparison.Ordinal);
        return fault;
    }
}
