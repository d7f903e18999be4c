using FsCheck;
using FsCheck.Fluent;
using LogStats.Sinks.InfluxDb;

namespace LogStats.Sinks.Tests.InfluxDb;

/// <summary>Distinct records are distinct points, and none leaves what its log's clock left open.</summary>
public sealed class InfluxMomentTests
{
    private const int Events = 100_000;

    /// <summary>Eight logs that are written side by side for three seconds, four series each: every point has a place of its own.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_hundred_thousand_events_of_three_seconds_are_as_many_points(int seed)
    {
        System.Random dice = new(seed);
        long[] sources = [.. Enumerable.Range(0, 8).Select(_ => dice.NextInt64())];
        long[] offsets = new long[sources.Length];
        HashSet<(long Source, int Series, long Time)> points = [];
        HashSet<(int Series, long Time)> ofOneLog = [];
        for (int i = 0; i < Events; i++)
        {
            int log = dice.Next(sources.Length);
            offsets[log] += dice.Next(16, 2000);
            RecordKey key = new(sources[log], offsets[log], dice.NextInt64());
            int series = dice.Next(4);
            long second = dice.Next(3) * InfluxMoment.Second;
            long place = InfluxMoment.Place(second, InfluxMoment.Number(key), InfluxPrecision.Auto);

            Assert.Equal(second, place / InfluxMoment.Second * InfluxMoment.Second);
            Assert.True(points.Add((key.Source, series, place)));
            Assert.True(log != 0 || ofOneLog.Add((series, place)));
        }
    }

    [Fact]
    public void A_place_stays_within_what_the_time_leaves_open()
    {
        Prop.ForAll(
            ArbMap.Default.ArbFor<long>().Filter(static ns => ns is > -9_000_000_000_000_000 and < 9_000_000_000_000_000),
            ArbMap.Default.ArbFor<ulong>(),
            static (ticks, number) =>
            {
                long time = ticks * 100;
                long room = InfluxMoment.Room(time, InfluxPrecision.Auto);
                long place = InfluxMoment.Place(time, number, InfluxPrecision.Auto);
                return place >= time && place - time < room && InfluxMoment.Place(time, number, InfluxPrecision.Auto) == place;
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1_500_000_000L, InfluxPrecision.Auto, 1_000_000)]
    [InlineData(1_000_000_000L, InfluxPrecision.Auto, 1_000_000_000)]
    [InlineData(1_000_001_000L, InfluxPrecision.Auto, 1000)]
    [InlineData(1_000_000_100L, InfluxPrecision.Auto, 100)]
    [InlineData(1_000_000_000L, InfluxPrecision.Microsecond, 1000)]
    [InlineData(1_000_000_000L, InfluxPrecision.Millisecond, 1_000_000)]
    public void A_log_with_microseconds_keeps_them(long time, InfluxPrecision precision, long room)
        => Assert.Equal(room, InfluxMoment.Room(time, precision));

    [Fact]
    public void Records_of_one_line_have_places_of_their_own()
    {
        // A line may make a transfer and a session: their checks differ as RsyncEventMaker makes them.
        const ulong Kind = 0x9E3779B97F4A7C15;
        for (ulong hash = 0; hash < 1000; hash++)
        {
            ulong transfer = InfluxMoment.Number(new RecordKey(1, 500, (long)(hash ^ Kind)));
            ulong session = InfluxMoment.Number(new RecordKey(1, 500, (long)(hash ^ unchecked(4 * Kind))));
            Assert.NotEqual(transfer, session);
        }
    }

    [Theory]
    [InlineData(1600)]
    [InlineData(2300)]
    public void A_time_that_the_server_does_not_know_is_none(int year)
        => Assert.False(InfluxMoment.TryNanoseconds(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero), out _));
}
