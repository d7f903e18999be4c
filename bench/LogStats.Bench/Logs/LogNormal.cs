namespace LogStats.Bench.Logs;

/// <summary>
/// Durations as servers have them: half are below the median, a few a hundred times as long. Square roots and products
/// alone make them, because logarithms of two machines may differ in the last bit.
/// </summary>
internal static class LogNormal
{
    private const int Fraction = 256;

    /// <summary>How many doublings one standard deviation is.</summary>
    private const double Spread = 1.4;

    /// <summary>Powers of two between 1 and 2.</summary>
    private static readonly double[] s_powers = Powers();

    public static long Draw(Dice dice, int median)
    {
        // The sum of twelve even numbers is all but normal, with a deviation of one of them from 0 to 1.
        long sum = 0;
        for (int draw = 0; draw < 3; draw++)
        {
            ulong bits = dice.Next();
            sum += (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
        }

        double normal = (sum / 65536.0) - 6;
        int power = (int)Math.Floor(normal * Spread * Fraction);
        return Math.Max(1, (long)(median * Math.ScaleB(s_powers[power & (Fraction - 1)], power >> 8)));
    }

    private static double[] Powers()
    {
        double step = 2;
        for (int half = 1; half < Fraction; half *= 2)
        {
            step = Math.Sqrt(step);
        }

        double[] powers = new double[Fraction];
        powers[0] = 1;
        for (int index = 1; index < Fraction; index++)
        {
            powers[index] = powers[index - 1] * step;
        }

        return powers;
    }
}
