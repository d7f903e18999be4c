namespace LogStats.Bench.Logs;

/// <summary>Random numbers that are the same on every machine and in every version of the runtime (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to <paramref name="bound"/>, without it.</summary>
    public int Below(int bound) => (int)(Next() % (uint)bound);

    public bool Once(int inSoMany) => Below(inSoMany) == 0;

    public T Of<T>(T[] list) => list[Below(list.Length)];

    /// <summary>Small numbers often, large ones seldom: the first of a list far more often than the last.</summary>
    public int Skewed(int bound) => Below(Below(bound) + 1);

    /// <summary>A number of about <paramref name="bits"/> bits at most, each length alike: sizes of files are like that.</summary>
    public long Size(int bits) => (long)(Next() >> (64 - 1 - Below(bits)));
}
