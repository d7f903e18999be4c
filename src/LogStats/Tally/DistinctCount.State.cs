namespace LogStats.Tally;

/// <summary>As bytes: eight for each value while it is exact, 3 KiB once it is an estimate.</summary>
internal sealed partial class DistinctCount
{
    /// <summary>In place of the number of values, of which there is none more than it has when exact.</summary>
    private const int Estimated = ExactBound + 1;

    /// <summary>Bits that hold any rank.</summary>
    private const int BitsOfRank = 6;

    public void Write(StateWriter state)
    {
        if (_hashes is { } hashes)
        {
            state.Number(_exact);
            ulong[] sorted = [.. hashes.Where(static hash => hash != 0).Order()];
            foreach (ulong hash in sorted)
            {
                state.Hash(hash);
            }

            return;
        }

        state.Number(Estimated);
        (int bits, int held) = (0, 0);
        foreach (byte rank in _ranks!)
        {
            bits |= rank << held;
            for (held += BitsOfRank; held >= 8; held -= 8)
            {
                state.Byte((byte)bits);
                bits >>= 8;
            }
        }
    }

    /// <summary>The same as before, whatever is added or merged later.</summary>
    public static DistinctCount Read(ref StateReader state)
    {
        DistinctCount read = new();
        long count = state.Count();
        if (count == Estimated)
        {
            read._ranks = Ranks(ref state);
            read._hashes = null;
            return read;
        }

        if (count > ExactBound)
        {
            throw StateReader.Wrong("more distinct values are told apart than can be");
        }

        for (; count > 0; count--)
        {
            ulong hash = state.Hash();
            read.AddMixed(hash == 0 ? throw StateReader.Wrong("a distinct value is none") : hash);
        }

        return read;
    }

    private static byte[] Ranks(ref StateReader state)
    {
        byte[] ranks = new byte[Registers];
        (int bits, int held) = (0, 0);
        for (int index = 0; index < Registers; index++)
        {
            if (held < BitsOfRank)
            {
                bits |= state.Byte() << held;
                held += 8;
            }

            ranks[index] = (byte)(bits & ((1 << BitsOfRank) - 1));
            bits >>= BitsOfRank;
            held -= BitsOfRank;
            if (ranks[index] > RankBits + 1)
            {
                throw StateReader.Wrong("an estimate is none");
            }
        }

        return ranks;
    }
}
