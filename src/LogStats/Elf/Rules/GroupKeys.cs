using LogStats.Tally;

namespace LogStats.Elf.Rules;

/// <summary>
/// Distinct keys and their numbers, from 1 on in the order in which they came. Past the bound, and for keys longer than
/// <see cref="LongestKey"/>, the number is <see cref="Other"/>, so that no request makes memory grow for ever.
/// </summary>
internal sealed class GroupKeys(int bound)
{
    public const int Other = 0;

    /// <summary>In bytes.</summary>
    public const int LongestKey = 1024;

    private readonly List<byte[]> _keys = ["other"u8.ToArray()];
    private readonly List<ulong> _hashes = [0];

    /// <summary>Numbers of keys; 0 is an empty place.</summary>
    private int[] _places = new int[64];

    /// <summary>With <see cref="Other"/>.</summary>
    public int Count => _keys.Count;

    public ReadOnlySpan<byte> this[int number] => _keys[number];

    public int NumberOf(ReadOnlySpan<byte> key)
    {
        ulong hash = ByteHash.Of(key);
        int mask = _places.Length - 1;
        int place = (int)hash & mask;
        int number;
        while ((number = _places[place]) > 0)
        {
            if (_hashes[number] == hash && key.SequenceEqual(_keys[number]))
            {
                return number;
            }

            place = (place + 1) & mask;
        }

        if (_keys.Count > bound || key.Length > LongestKey)
        {
            return Other;
        }

        _keys.Add(key.ToArray());
        _hashes.Add(hash);
        _places[place] = _keys.Count - 1;
        if (_keys.Count * 2 > _places.Length)
        {
            Grow();
        }

        return _keys.Count - 1;
    }

    private void Grow()
    {
        _places = new int[_places.Length * 2];
        for (int number = 1; number < _keys.Count; number++)
        {
            int place = (int)_hashes[number] & (_places.Length - 1);
            while (_places[place] > 0)
            {
                place = (place + 1) & (_places.Length - 1);
            }

            _places[place] = number;
        }
    }
}
