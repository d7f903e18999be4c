namespace LogStats.Bench.Logs;

/// <summary>
/// Places of a list of which the second is drawn half as often as the first, the third a third as often, and so on.
/// Only divisions decide, so that the draws are the same on every machine.
/// </summary>
internal sealed class ZipfTable
{
    private readonly ushort[] _places = new ushort[1 << 16];

    public ZipfTable(int count)
    {
        double whole = 0;
        for (int place = 1; place <= count; place++)
        {
            whole += 1.0 / place;
        }

        double sum = 0;
        int at = 0;
        for (int place = 0; place < count; place++)
        {
            sum += 1.0 / (place + 1);
            int end = place == count - 1 ? _places.Length : (int)(sum / whole * _places.Length);
            for (; at < end; at++)
            {
                _places[at] = (ushort)place;
            }
        }
    }

    public int Draw(Dice dice) => _places[(int)(dice.Next() >> 48)];
}
