using BenchmarkDotNet.Running;

namespace LogStats.Bench;

/// <summary>Runs the benchmarks that the arguments choose.</summary>
internal static class BenchmarkVerb
{
    public static int Run(string[] args)
    {
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkVerb).Assembly).Run(args);
        return 0;
    }
}
