using FsCheck;
using FsCheck.Fluent;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Follow;

/// <summary>
/// Any order of writing, rotating, reading, saving and restarting, against a plain account of what was written: after a
/// drain every line was given, in order, and between two commits once. Only what was deleted before it was safe may be missing.
/// </summary>
public sealed class FollowModelTests
{
    public enum Act
    {
        Append,
        AppendPart,
        Rename,
        RenameAndCreate,
        CopyTruncate,
        CompressOldest,
        DeleteOldest,
        Look,
        Drain,
        Commit,
        Restart,
        CommitAndRestart,
        RestoreOldState,
    }

    private static readonly Gen<(Act Act, int Count)[]> s_plans =
        (from act in Gen.Frequency([
            (5, Gen.Constant(Act.Append)), (2, Gen.Constant(Act.AppendPart)), (2, Gen.Constant(Act.Rename)),
            (2, Gen.Constant(Act.RenameAndCreate)), (2, Gen.Constant(Act.CopyTruncate)), (1, Gen.Constant(Act.CompressOldest)),
            (1, Gen.Constant(Act.DeleteOldest)), (3, Gen.Constant(Act.Look)), (1, Gen.Constant(Act.Drain)),
            (2, Gen.Constant(Act.Commit)), (1, Gen.Constant(Act.Restart)), (1, Gen.Constant(Act.CommitAndRestart)),
            (1, Gen.Constant(Act.RestoreOldState)),
         ])
         from count in Gen.Choose(1, 4)
         select (act, count)).ListOf().Select(list => list.ToArray());

    [Fact]
    public void Every_line_once_and_in_order()
        => Always.Holds(s_plans.Resize(40), plan => Run(plan, 1 << 18), Always.Shorter, Cases);

    /// <summary>Blocks shorter than a line, and looks that end within a file.</summary>
    [Fact]
    public void Every_line_once_and_in_order_when_reading_in_small_bites()
        => Always.Holds(s_plans.Resize(40), plan => Run(plan, 7), Always.Shorter, Cases);

    /// <summary>Of each property; LOGSTATS_FOLLOW_CASES asks for more.</summary>
    private static int Cases => int.TryParse(Environment.GetEnvironmentVariable("LOGSTATS_FOLLOW_CASES"), out int more) ? more : 400;

    [Fact]
    public void The_oldest_state_there_is_can_be_gone_back_to()
    {
        using FollowModel model = new(1 << 18);
        foreach (Act act in (Act[])[Act.Append, Act.Drain, Act.Commit, Act.Append, Act.RenameAndCreate, Act.Append, Act.Drain, Act.Commit,
            Act.CopyTruncate, Act.Append, Act.Drain, Act.Commit, Act.RestoreOldState, Act.Drain])
        {
            model.Do(act, 2);
        }

        model.End();
    }

    private static void Run((Act Act, int Count)[] plan, int block)
    {
        using FollowModel model = new(block);
        foreach ((Act act, int count) in plan)
        {
            model.Do(act, count);
        }

        model.End();
    }
}
