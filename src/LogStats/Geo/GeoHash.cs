namespace LogStats.Geo;

/// <summary>A place as twelve letters; places with the same first letters are near each other.</summary>
internal static class GeoHash
{
    private const int Letters = 12;
    private const int BitsOfLetter = 5;
    private const string Alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";

    /// <summary>Null for what is no place on the globe.</summary>
    public static string? Of(double latitude, double longitude)
    {
        if (!(latitude is >= -90 and <= 90) || !(longitude is >= -180 and <= 180))
        {
            return null;
        }

        return string.Create(Letters, (latitude, longitude), static (text, place) =>
        {
            (double Low, double High) north = (-90, 90);
            (double Low, double High) east = (-180, 180);
            bool isEast = true;
            for (int letter = 0; letter < text.Length; letter++)
            {
                int sum = 0;
                for (int bit = 0; bit < BitsOfLetter; bit++)
                {
                    sum = (sum << 1) | (isEast ? Halve(ref east, place.longitude) : Halve(ref north, place.latitude));
                    isEast = !isEast;
                }

                text[letter] = Alphabet[sum];
            }
        });
    }

    /// <summary>1 where the value is in the upper half, which becomes the whole.</summary>
    private static int Halve(ref (double Low, double High) range, double value)
    {
        double middle = (range.Low + range.High) / 2;
        range = value >= middle ? (middle, range.High) : (range.Low, middle);
        return value >= middle ? 1 : 0;
    }
}
