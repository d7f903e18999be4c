using FsCheck;
using FsCheck.Fluent;
using LogStats.Sinks.Http;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Tests.Infrastructure;
using Reply = LogStats.Sinks.Tests.Http.HttpRobot.Reply;

namespace LogStats.Sinks.Tests.Http;

/// <summary>Connections that break wherever they like: every row arrives once, because its message comes again under its name.</summary>
public sealed class HttpOnceTests
{
    [Fact]
    public async Task An_answer_that_is_cut_off_at_any_byte_is_asked_for_again()
    {
        int length = new Reply(200, "{\"ok\":true}").Bytes().Length;
        for (int cut = 0; cut < length; cut++)
        {
            HttpStore store = new();
            bool whole = false;
            await using HttpRobot server = new(request =>
            {
                Reply reply = store.Take(request);
                (Reply now, whole) = (whole ? reply : reply with { Cut = cut }, true);
                return now;
            });
            await using RetryingSink sink = Retrying(server, 10, new RefusedList());
            Assert.Equal(new SinkAnswer(25, 0), await sink.WriteAsync(Samples.Batch(0, 25)));
            Assert.Equal(Enumerable.Range(0, 25).Select(static i => (long)i), store.Rows);
            Assert.Equal(1, store.Repeats);
        }
    }

    [Fact]
    public void Any_batch_arrives_once_but_for_what_is_refused()
        => Always.Holds(Plans, plan => RunAsync(plan).GetAwaiter().GetResult(), count: 60);

    private static Gen<Plan> Plans =>
        from rows in Gen.Choose(1, 120)
        from size in Gen.Choose(1, 60)
        from bad in Gen.ListOf(Gen.Choose(0, 119))
        from largest in Gen.Elements(500, 2000, 10_000, int.MaxValue)
        from cuts in Gen.ListOf(Gen.Choose(0, 150))
        select new Plan(rows, size, [.. bad.Select(static one => (long)one).Take(8)], largest, [.. cuts]);

    private static async Task RunAsync(Plan plan)
    {
        // Row 0 is good and small: where nothing at all is taken, that is a fault.
        HttpStore store = new() { Bad = [.. plan.Bad.Where(one => one > 0 && one < plan.Rows)], Largest = plan.Largest };
        int call = 0;
        await using HttpRobot server = new(request =>
        {
            Reply reply = store.Take(request);
            int cut = call < plan.Cuts.Length ? plan.Cuts[call] : int.MaxValue;
            call++;
            return reply with { Cut = cut };
        });
        RefusedList refused = new();
        await using RetryingSink sink = Retrying(server, plan.Size, refused);
        SinkAnswer answer = await sink.WriteAsync(Samples.Batch(0, plan.Rows));

        Assert.Equal(Enumerable.Range(0, plan.Rows).Select(static i => (long)i), store.Rows.Concat(refused.Numbers).Order());
        Assert.Equal(new SinkAnswer(store.Rows.Count, 0, refused.Rows.Count), answer);
        Assert.All(store.Bad, bad => Assert.Contains(bad, refused.Numbers));
    }

    private static RetryingSink Retrying(HttpRobot server, int size, IRefusedRows refused) => new(
        HttpSink.Open(new HttpSinkOptions { Address = server.Address, MessageSize = size, Refused = refused, Timeout = Timeout.InfiniteTimeSpan }),
        new RetryOptions { Tries = 1000, Clock = new InstantClock() });

    private sealed record Plan(int Rows, int Size, long[] Bad, int Largest, int[] Cuts);
}
