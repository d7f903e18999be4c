using FsCheck;
using FsCheck.Fluent;
using LogStats.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>
/// Any order of writing, rotating, sending, losing requests and answers, killing the sender, and restoring or forgetting what either side
/// knew: at the end the receiver has every line once, in order, byte for byte. LOGSTATS_CASES says how many cases are tried.
/// </summary>
public sealed class ShipModelTests
{
    private static readonly int s_count = int.TryParse(Environment.GetEnvironmentVariable("LOGSTATS_CASES"), out int count) ? count : 150;

    private static readonly Gen<(Act Act, int Count)[]> s_plans =
        (from act in Gen.Frequency([
            (6, Gen.Constant(Act.Append)), (1, Gen.Constant(Act.AppendPart)), (2, Gen.Constant(Act.Rename)), (2, Gen.Constant(Act.RenameAndCreate)),
            (1, Gen.Constant(Act.CopyTruncate)), (1, Gen.Constant(Act.Compress)), (5, Gen.Constant(Act.Send)), (3, Gen.Constant(Act.SendAndDie)),
            (1, Gen.Constant(Act.Lose)), (2, Gen.Constant(Act.LoseAnswer)), (2, Gen.Constant(Act.BackUp)), (1, Gen.Constant(Act.RestoreReceiver)),
            (1, Gen.Constant(Act.RestoreSender)), (1, Gen.Constant(Act.ForgetSender)),
         ])
         from count in Gen.Choose(1, 6)
         select (act, count)).ListOf().Select(list => list.ToArray());

    [Fact]
    public void Every_line_is_there_once() => Always.Holds(s_plans.Resize(30), plan => Run(plan, 2), Always.Shorter, s_count);

    [Fact]
    public void Every_line_is_there_once_in_large_batches() => Always.Holds(s_plans.Resize(30), plan => Run(plan, 1000), Always.Shorter, s_count);

    private static void Run((Act Act, int Count)[] plan, int batch)
    {
        using ShipModel model = new(batch, hasHeader: false);
        foreach ((Act act, int count) in plan)
        {
            model.Do(act, count);
        }

        model.End();
    }
}
