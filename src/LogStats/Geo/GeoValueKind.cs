namespace LogStats.Geo;

/// <summary>What a value of a database is, by the number that stands for it in the file.</summary>
internal enum GeoValueKind : byte
{
    Pointer = 1,
    Text = 2,
    Double = 3,
    Bytes = 4,
    UInt16 = 5,
    UInt32 = 6,
    Map = 7,
    Int32 = 8,
    UInt64 = 9,
    UInt128 = 10,
    Array = 11,
    Boolean = 14,
    Float = 15,
}
