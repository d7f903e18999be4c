namespace LogStats.Tests.Infrastructure;

/// <summary>What a piece of work allocates. A collection may count what was left of this thread's block, so that is allowed.</summary>
internal static class Allocated
{
    private const long Block = 16 * 1024;

    /// <summary>The work is to be repeated so often that one object each time would be more than a block.</summary>
    public static void Nothing(Action work) => Assert.InRange(Bytes(work), 0, Block);

    public static long Bytes(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
