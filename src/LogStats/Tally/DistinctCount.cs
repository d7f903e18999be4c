using System.Numerics;

namespace LogStats.Tally;

/// <summary>
/// How many distinct values there were, told by their hashes. Exact up to <see cref="ExactBound"/>; beyond it an estimate
/// (HyperLogLog, 4,096 registers) whose standard error is <see cref="StandardError"/>, 1.6 %. Merging gives what one pass
/// over everything gives. Takes 64 bytes for a few values and never more than 16 KiB.
/// </summary>
internal sealed partial class DistinctCount
{
    public const int ExactBound = 1024;

    /// <summary>1.04 / √4096: two of three estimates are closer than this, nineteen of twenty than twice this.</summary>
    public const double StandardError = 0.01625;

    private const int RegisterBits = 12;
    private const int Registers = 1 << RegisterBits;

    /// <summary>Bits of a hash that do not choose its register.</summary>
    private const int RankBits = 64 - RegisterBits;

    /// <summary>Open addressing; 0 is an empty place. Null once it is an estimate.</summary>
    private ulong[]? _hashes = new ulong[8];
    private int _exact;
    private byte[]? _ranks;

    public bool IsExact => _ranks is null;

    public long Count => _ranks is null ? _exact : (long)Math.Round(Estimate(_ranks));

    public void Add(ulong hash) => AddMixed(Mix(hash));

    public void Merge(DistinctCount other)
    {
        if (other._hashes is { } hashes)
        {
            foreach (ulong hash in hashes)
            {
                if (hash != 0)
                {
                    AddMixed(hash);
                }
            }

            return;
        }

        byte[] ranks = _ranks ?? StopBeingExact();
        for (int index = 0; index < Registers; index++)
        {
            ranks[index] = Math.Max(ranks[index], other._ranks![index]);
        }
    }

    /// <summary>Spreads every bit over all others, whatever made the hash; 0 is left out of what comes back.</summary>
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        hash ^= hash >> 31;
        return hash == 0 ? 1 : hash;
    }

    private void AddMixed(ulong hash)
    {
        if (_ranks is { } ranks)
        {
            Raise(ranks, hash);
            return;
        }

        ulong[] hashes = _hashes!;
        int mask = hashes.Length - 1;
        int place = (int)hash & mask;
        while (hashes[place] != 0)
        {
            if (hashes[place] == hash)
            {
                return;
            }

            place = (place + 1) & mask;
        }

        if (_exact == ExactBound)
        {
            Raise(StopBeingExact(), hash);
            return;
        }

        hashes[place] = hash;
        if (++_exact * 4 > hashes.Length * 3)
        {
            Grow(hashes);
        }
    }

    private void Grow(ulong[] hashes)
    {
        ulong[] larger = new ulong[hashes.Length * 2];
        foreach (ulong hash in hashes)
        {
            int place = (int)hash & (larger.Length - 1);
            while (hash != 0 && larger[place] != 0)
            {
                place = (place + 1) & (larger.Length - 1);
            }

            larger[place] = hash == 0 ? larger[place] : hash;
        }

        _hashes = larger;
    }

    private byte[] StopBeingExact()
    {
        _ranks = new byte[Registers];
        foreach (ulong hash in _hashes!)
        {
            if (hash != 0)
            {
                Raise(_ranks, hash);
            }
        }

        _hashes = null;
        return _ranks;
    }

    private static void Raise(byte[] ranks, ulong hash)
    {
        int register = (int)(hash >> RankBits);
        byte rank = (byte)(BitOperations.LeadingZeroCount((hash << RegisterBits) | (Registers >> 1)) + 1);
        if (ranks[register] < rank)
        {
            ranks[register] = rank;
        }
    }

    /// <summary>
    /// Otmar Ertl's estimator ("New cardinality estimation algorithms for HyperLogLog sketches", 2017): it needs no
    /// tables against the bias that the first one had between few and many.
    /// </summary>
    private static double Estimate(byte[] ranks)
    {
        Span<int> byRank = stackalloc int[RankBits + 2];
        byRank.Clear();
        foreach (byte rank in ranks)
        {
            byRank[rank]++;
        }

        double sum = Registers * Tau(1 - ((double)byRank[RankBits + 1] / Registers));
        for (int rank = RankBits; rank >= 1; rank--)
        {
            sum = 0.5 * (sum + byRank[rank]);
        }

        sum += Registers * Sigma((double)byRank[0] / Registers);
        return Registers / (2 * Math.Log(2)) * (Registers / sum);
    }

    private static double Sigma(double x)
    {
        (double y, double z, double last) = (1, x, double.NaN);
        while (z != last)
        {
            last = z;
            x *= x;
            z += x * y;
            y += y;
        }

        return z;
    }

    private static double Tau(double x)
    {
        (double y, double z, double last) = (1, 1 - x, double.NaN);
        while (x is not (0 or 1) && z != last)
        {
            last = z;
            x = Math.Sqrt(x);
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }

        return x is 0 && z == 1 ? 0 : z / 3;
    }
}
