/** What a line of FileZilla's message log is. */
export type FilezillaKind = 'status' | 'error' | 'command' | 'response' | 'trace' | 'listing';

/** The words before the colon, in the languages that FileZilla 3.63 comes with. */
const words: Readonly<Record<FilezillaKind, string>> = {
  status:
    'status|estau|الحالة|statu|състояние|estat|stav|statws|κατάσταση|estado|staatus|egoera|وضعيت|tila|' +
    'statut|מצב|stanje|állapot|գործողությունը|staða|stato|状態|სტატუსი|addad|상태|rewş|абал|ສະຖານະ|būsena|' +
    'статус|वस्तुस्थिति|estatut|stare|стање|நிலை|สถานะ|durum|tình trạng|状态|狀態|',
  error:
    'error|الخطأ|xəta|грешка|sbagliu|chyba|gwall|fejl|fehler|σφάλμα|viga|errorea|خطا|virhe|erreur|erro|' +
    'שגיאה|pogreška|hiba|սխալ|kesalahan|villa|errore|エラー|შეცდომა|tuccḍa|오류|çewtî|ката|ຜິດພາດ|klaida|' +
    'kļūda|feil|त्रुटि|fout|błąd|eroare|ошибка|napaka|fel|பிழை|ข้อผิดพลาด|hata|помилка|lỗi|错误|錯誤|',
  command:
    'command|comando|الأمر|komanda|команда|ordre|orde|cumanda|příkaz|gorchymyn|kommando|befehl|εντολή|' +
    'käsk|komandoa|فرمان|komento|commande|פקודה|naredba|parancs|հրամանը|perintah|skipun|コマンド|ბრძანება|' +
    'anezḍay|명령|ferman|ຄຳສັ່ງ|आदेश|opdracht|comanda|polecenie|comandă|príkaz|ukaz|наредба|கட்டளை|คำสั่ง|' +
    'komut|lệnh|命令|指令|',
  response:
    'response|respuesta|الإستجابة|cavab|отговор|resposta|risposta|odpověď|ymateb|svar|antwort|απάντηση|' +
    'vastus|erantzuna|پاسخ|vastaus|réponse|תגובה|odgovor|válasz|պատասխանը|respon|レスポンス|პასუხი|tiririt|응답|' +
    'bersîv|жооп|ການຕອບສະໜອງ|atsakymas|atbilde|одговор|respons|प्रतिक्रिया|antwoord|responsa|odpowiedź|' +
    'răspuns|ответ|odpoveď|பதில்|การตอบสนอง|yanıt|відповідь|trả về|响应|回應|',
  trace:
    'trace|traza|الأثر|i̇z|трасиране|traça|traccia|trasování|olrhain|spor|εντοπισμός|täitmine|' +
    'jarraitu aztarnari|ردیابی|jäljitä|suivi|seguimento|מעקב|trag|részlet|ուղեգծում|jejak|rakning|トレース|' +
    'კვალი|추적|riyê bişopîne|ຕິດຕາມ|pėdsakas|izsekot|следи|sporing|पदचिन्ह|opsporen|traçament|dojście|' +
    'traçar|urmărire|трассировка|trasovanie|sledi|траг|spårning|டிரேஸ்|ติดตาม|yol izlensin|відстежити|' +
    'dấu vết|追踪|歷程|',
  listing:
    'listing|listau|القائمة|sıralama|списък|llistant|cuntenutu|výpis|rhestr|liste|auflistung|λίστα|' +
    'listado|loetelu|zerrenda|در حال شنيدن|listaus|contenu|lista|הצגה|popis|listázás|ցանկը|daftar|listun|' +
    'elenco|リスト|agbur|목록|rêzkirin|ລາຍການ|sąrašas|saraksts|листање|सूची|lijst|listar|listando|a listar|' +
    'listă|список|seznam|попис|listning|பட்டியல்|รายการ|danh sách|列表|',
};

const kinds = new Map(
  (Object.keys(words) as FilezillaKind[]).flatMap(kind =>
    words[kind].split('|').map((word): [string, FilezillaKind] => [word, kind]),
  ),
);
kinds.delete('');

/** The kind that a prefix, without its colon, stands for in any language; undefined for any other word. */
export function filezillaKind(prefix: string): FilezillaKind | undefined {
  return kinds.get(prefix.trim().toLowerCase());
}
