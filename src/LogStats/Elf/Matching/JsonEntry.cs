namespace LogStats.Elf.Matching;

/// <summary>One key that tells something.</summary>
/// <param name="Field">What.</param>
/// <param name="Key">Its number among the keys that are looked for.</param>
/// <param name="Unit">Of a duration.</param>
/// <param name="Index">Where its range is kept.</param>
internal readonly record struct JsonEntry(ElfField Field, int Key, ElfUnit Unit, int Index);
